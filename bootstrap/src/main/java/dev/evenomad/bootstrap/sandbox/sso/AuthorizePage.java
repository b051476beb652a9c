package dev.evenomad.bootstrap.sandbox.sso;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import dev.evenomad.bootstrap.sandbox.game.Organizations;
import dev.evenomad.bootstrap.sandbox.game.Pilot;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.util.LinkedHashMap;
import java.util.List;

/** The pages a player sees. */
final class AuthorizePage {

  private AuthorizePage() {}

  /** Asks which pilot the application may use; without pilots it can only be declined. */
  static Response choice(List<Pilot> pilots, List<String> scopes) {
    return page(
        200,
        "Choose a pilot",
        """
        <p>This is the simulated EVE SSO. %s</p>
        <form method="post">
        %s
        <button type="submit" name="decision" value="decline" formnovalidate>Decline</button>
        </form>
        """
            .formatted(asked(scopes), pilots.isEmpty() ? noPilots() : fieldsets(pilots)));
  }

  /** Says what is wrong, without sending anybody anywhere. */
  static Response problem(String what) {
    return page(400, "Sign-in is not possible", "<p role=\"alert\">" + escape(what) + "</p>");
  }

  static Response notFound() {
    return page(404, "Not found", "<p>There is nothing here.</p>");
  }

  private static String asked(List<String> scopes) {
    return scopes.isEmpty()
        ? "The application asks for nothing but your pilot’s name."
        : scopes.stream()
                .map(scope -> "<li><code>" + escape(scope) + "</code></li>")
                .collect(
                    joining(
                        "\n", "The application asks for these scopes:</p>\n<ul>\n", "\n</ul>\n<p>"))
            + "Choose the pilot it may use.";
  }

  private static String noPilots() {
    return "<p>There are no pilots. Create one with <code>POST /control/pilots</code>.</p>";
  }

  private static String fieldsets(List<Pilot> pilots) {
    var byAccount =
        pilots.stream()
            .collect(
                groupingBy(
                    Pilot::account,
                    LinkedHashMap::new,
                    mapping(AuthorizePage::choice, joining("\n"))));
    return byAccount.entrySet().stream()
        .map(
            account ->
                """
                <fieldset>
                <legend>Account %s</legend>
                %s
                </fieldset>
                """
                    .formatted(escape(account.getKey()), account.getValue()))
        .collect(
            joining(
                "",
                "",
                "<button type=\"submit\" name=\"decision\""
                    + " value=\"authorize\">Authorize</button>"));
  }

  private static String choice(Pilot pilot) {
    return """
    <label><input type="radio" name="character_id" value="%d" required> <span>%s, %s</span></label>\
    """
        .formatted(
            pilot.characterId(),
            escape(pilot.name()),
            escape(Organizations.corporation(pilot.profile().corporationId())));
  }

  private static Response page(int status, String title, String content) {
    var page =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s – EVE sandbox</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 34rem;
          padding: 0 1rem; }
        fieldset { border: 1px solid; border-radius: .5rem; margin: 1rem 0; }
        label { align-items: center; display: flex; gap: .5rem; min-height: 2.75rem; }
        button { font: inherit; margin-right: .5rem; min-height: 2.75rem; padding: 0 1.25rem; }
        :focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
        </style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %2$s
        </main>
        </body>
        </html>
        """
            .formatted(escape(title), content);
    return Response.html(status, page)
        .with("Cache-Control", "no-store")
        .with(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors"
                + " 'none'")
        .with("X-Content-Type-Options", "nosniff");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
