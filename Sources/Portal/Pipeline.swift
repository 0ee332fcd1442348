package import Content

/// Builds a site: reads `content/` and `templates/`, and publishes the result if there are no errors.
///
/// The report contains all mistakes that were found, sorted for printing. With any error the old site stays as it was.
package func build(_ options: BuildOptions) -> BuildReport {
  var run = BuildRun(options)
  guard let found = run.look() else { return run.ended() }
  if let report = run.unchanged(found) { return report }
  guard let read = run.read(found), let parsed = run.parse(read, found: found),
    let resolved = run.resolve(parsed, read: read, found: found)
  else { return run.ended() }
  let planned = run.plan(resolved, parsed: parsed, read: read, found: found)
  let staged = run.render(planned, resolved: resolved, read: read)
  run.publish(
    staged, planned: planned, resolved: resolved, parsed: parsed, read: read, found: found)
  return run.ended()
}
