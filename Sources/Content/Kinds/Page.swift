/// The front matter of a page.
package struct PageDetails: FieldList {
  /// The page's place in the menu.
  package var order: Int?

  package init() {}

  package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &order, "order", as: .relation,
      FieldText(
        "在菜单中的次序；不写就不进菜单", "place in the menu; without it the page is not in the menu",
        example: "1"))
  }
}
