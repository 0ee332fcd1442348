/// The front matter of a page.
package struct PageDetails: FieldList {
  /// The page's position in the menu, nil where it is not in the menu.
  package var order: Int?

  /// A list of absent fields.
  package init() {}

  /// Passes the field to a visitor.
  package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &order, "order", as: .relation,
      FieldText(
        "在菜单中的次序；不写则不进菜单", "position in the menu; without it the page is not in the menu",
        example: "1"))
  }
}
