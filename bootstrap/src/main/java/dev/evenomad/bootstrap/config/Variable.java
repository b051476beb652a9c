package dev.evenomad.bootstrap.config;

import dev.evenomad.domain.sync.SyncKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every environment variable that configures something, by its name. {@code docs/configuration.md}
 * is written from here.
 */
enum Variable {
  DATABASE_URL(
      Group.SERVER,
      "where everything is kept: `postgresql://user:password@host:5432/nomad`, also in JDBC's form;"
          + " PostgreSQL 16. [Its parameters](adapters/persistence.md#settings). Migrations run at"
          + " start",
      "set it to where PostgreSQL 16 is: postgresql://user:password@host:5432/nomad"),
  ENCRYPTION_KEY(
      Group.SERVER,
      "encrypts EVE's tokens: 32 bytes in base64, or the name of a"
          + " [Tink keyset file](../README.md#a-new-encryption-key). Several, separated by commas:"
          + " the first encrypts, all decrypt",
      "make one with: openssl rand -base64 32"),
  JWT_SECRET(
      Group.SERVER,
      "signs session tokens, 32 characters or more. Several, separated by commas: the first signs,"
          + " all verify ([a new one](sessions.md#a-new-jwt-secret))",
      "make one with: openssl rand -base64 48"),
  PUBLIC_URL(
      Group.SERVER,
      "`http://localhost:8080`, or with the `PORT` that is set",
      "where clients reach the server",
      "where clients reach this server: https://nomad.example.org"),
  APP_REDIRECT_URIS(
      Group.SERVER,
      "`evenomad://callback`",
      "where apps may wait for a sign-in, separated by commas",
      "where apps may wait for a sign-in, separated by commas"),
  REDIS_URL(
      Group.SERVER,
      "none",
      "makes cache and ESI budgets faster: `redis://user:password@host:6379/0`, or `rediss://` for"
          + " TLS. The same for all servers of a database. Servers start and go on without it when"
          + " it is away",
      "where Redis is, the same for all servers: redis://user:password@host:6379/0"),
  HOST(Group.SERVER, "`0.0.0.0`", "what to listen on", "an address to listen on"),
  PORT(Group.SERVER, "`8080`", "what to listen on", "a number from 1 to 65535"),

  EVE_CLIENT_ID(
      Group.EVE,
      "of the application registered with CCP, whose callback is `PUBLIC_URL` +"
          + " `/v1/auth/callback`",
      "copy it from your application at https://developers.eveonline.com"),
  EVE_CLIENT_SECRET(
      Group.EVE,
      "of the same application",
      "copy it from your application at https://developers.eveonline.com"),
  ESI_CONTACT(
      Group.EVE,
      "what `PUBLIC_URL` is",
      "a mail address or URL that CCP can turn to",
      "a mail address or URL that CCP can turn to"),

  FCM_CREDENTIALS(
      Group.PUSH,
      "the service account's JSON from the Firebase console, or the name of its file, which may"
          + " [change while the server runs](push.md#credentials)",
      "set it to the service account's JSON from the Firebase console, or the name of its file"),
  VAPID_PRIVATE_KEY(
      Group.PUSH,
      "no Web Push; required with `VAPID_SUBJECT`",
      "push to browsers that subscribe by themselves ([Web Push](push.md#web-push)). A new key ends"
          + " every subscription",
      "make one with: ./nomad vapid-keys"),
  VAPID_SUBJECT(
      Group.PUSH,
      "no Web Push; required with `VAPID_PRIVATE_KEY`",
      "whom the browsers' push services may turn to: a `mailto:` or `https:` URI",
      "whom a browser's push service may turn to: mailto:pilot@example.org"),

  RATE_LIMITS(
      Group.LIMITS,
      "[these](limits.md#how-many-requests)",
      "how much is served: `off`, or [requests per minute](limits.md) of an address and of a user,"
          + " such as `sign-in=60/30,read=1200/300`",
      "off, or requests per minute of an address and of a user: sign-in=60/30,read=1200/300"),
  TRUSTED_PROXIES(
      Group.LIMITS,
      "none",
      "addresses of proxies in front of the server, whose `X-Forwarded-For` is believed:"
          + " `10.0.0.0/8,::1`",
      "addresses of proxies in front of this server, separated by commas: 10.0.0.0/8"),
  CORS_ORIGINS(
      Group.LIMITS,
      "none",
      "websites that may [call from a browser](limits.md#browsers)",
      "websites that may call from a browser, separated by commas: https://app.example.org"),
  OPERATOR_TOKENS(
      Group.LIMITS,
      "closed",
      "open [what operators see](limits.md#operators), to this machine and to `OPERATOR_ADDRESSES`:"
          + " tokens of 32 characters or more, separated by commas",
      "make one with: openssl rand -hex 32"),
  OPERATOR_ADDRESSES(
      Group.LIMITS,
      "none but this machine",
      "from where operators come",
      "from where operators come besides this machine, separated by commas: 10.1.0.0/16"),

  LOG_FORMAT(
      Group.LOGS,
      "`text`",
      "how [logs](logging.md) are written: `text`, or `json` with an object on each line",
      "text or json"),
  LOG_LEVEL(
      Group.LOGS,
      "`INFO`",
      "how much our own code writes: `TRACE`, `DEBUG`, `INFO`, `WARN`, `ERROR` or `OFF`;"
          + " [while the server runs](logging.md#levels-while-the-server-runs) it can be changed",
      "TRACE, DEBUG, INFO, WARN, ERROR or OFF"),
  OTEL_EXPORTER_OTLP_ENDPOINT(
      Group.LOGS,
      "no traces",
      "where [traces](logging.md#traces) are sent, by OTLP over HTTP",
      "where a collector of OpenTelemetry is: http://localhost:4318"),

  FREE_CHARACTERS(
      Group.PLANS,
      "`3`",
      "how many characters of an account are kept in sync on the free plan; [plans.md](plans.md)",
      Texts.CHARACTERS),
  PREMIUM_CHARACTERS(
      Group.PLANS, "`all`", "the same on the premium plan; a number, or `all`", Texts.CHARACTERS),
  FREE_POLL_MINUTES(
      Group.PLANS,
      "[these](plans.md#plans-and-payments)",
      "how often some kinds of data are read on the free plan, such as `skills=5,mail=15`; those"
          + " that are not named stay as they are",
      Texts.intervals()),
  PREMIUM_POLL_MINUTES(
      Group.PLANS,
      "[these](plans.md#plans-and-payments)",
      "the same on the premium plan",
      Texts.intervals()),
  STRIPE_WEBHOOK_SECRET(
      Group.PLANS,
      "no payments",
      "signs what [Stripe tells of payments](plans.md#stripe), several separated by commas",
      "copy the signing secret of the webhook endpoint from Stripe's dashboard: whsec_..."),
  STRIPE_MODE(
      Group.PLANS,
      "`live`",
      "which of Stripe's payments count: `live` or `test`",
      "live for real payments, or test"),

  EVE_SSO_URL(
      Group.ENDPOINTS,
      "`https://login.eveonline.com`",
      "another server in place of EVE SSO, such as the sandbox's",
      "an http or https URL"),
  ESI_URL(
      Group.ENDPOINTS,
      "`https://esi.evetech.net`",
      "another server in place of ESI, such as the sandbox's",
      "an http or https URL"),
  FCM_URL(
      Group.ENDPOINTS,
      "`https://fcm.googleapis.com`",
      "another server in place of FCM, such as the sandbox's",
      "an http or https URL"),
  WEB_PUSH_ORIGINS(
      Group.ENDPOINTS,
      "none",
      "push services that may be at a private address, such as the sandbox's; all others have to be"
          + " public, at https and port 443",
      "push services that may be at a private address, separated by commas: http://localhost:8081"),

  PRISMA_ENCRYPTION_KEY(
      Group.IMPORT,
      "what EVE's tokens are encrypted with in the database that is imported",
      "set it to the ENCRYPTION_KEY of the original server, exactly as it is there");

  /** Those that hold a secret. Each may be given as a file. */
  private static final Set<Variable> SECRETS =
      EnumSet.of(
          DATABASE_URL,
          ENCRYPTION_KEY,
          JWT_SECRET,
          REDIS_URL,
          EVE_CLIENT_SECRET,
          FCM_CREDENTIALS,
          VAPID_PRIVATE_KEY,
          OPERATOR_TOKENS,
          STRIPE_WEBHOOK_SECRET,
          PRISMA_ENCRYPTION_KEY);

  private final Group group;
  private final boolean required;
  private final String unset;
  private final String what;
  private final String howToMake;

  /** One that has to be set. */
  Variable(Group group, String what, String howToMake) {
    this(group, true, "required", what, howToMake);
  }

  /** One that may be missing. */
  Variable(Group group, String unset, String what, String howToMake) {
    this(group, false, unset, what, howToMake);
  }

  Variable(Group group, boolean required, String unset, String what, String howToMake) {
    this.group = group;
    this.required = required;
    this.unset = unset;
    this.what = what;
    this.howToMake = howToMake;
  }

  /** Where it stands on the page. */
  Group group() {
    return group;
  }

  /** Whether its readers refuse to go on without it. */
  boolean required() {
    return required;
  }

  /** Whether it holds a secret, so that {@link #fileName()} may name a file in its place. */
  boolean secret() {
    return SECRETS.contains(this);
  }

  /** The variable that names a file with the value, if this one is {@link #secret()}. */
  String fileName() {
    return name() + "_FILE";
  }

  /**
   * Whether its value may also be the name of a file of JSON. Such a file is handed on by its name:
   * it may change later, or hold more than a value can.
   */
  boolean mayNameItsFile() {
    return this == ENCRYPTION_KEY || this == FCM_CREDENTIALS;
  }

  /** What holds as long as it is not set, in Markdown; a value stands there as code. */
  String unset() {
    return unset;
  }

  /** What it means, in Markdown with links from the folder {@code docs}. */
  String what() {
    return what;
  }

  /** How to get a right value, for people whose value is missing or wrong. */
  String howToMake() {
    return howToMake;
  }

  /** What is set together. */
  enum Group {
    SERVER("Server"),
    EVE("EVE"),
    PUSH("Push"),
    LIMITS("Limits and operators"),
    LOGS("Logs and traces"),
    PLANS("Plans and payments"),
    ENDPOINTS("Other servers than the real ones"),
    IMPORT("Import");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** What is said of two of them. */
  private static final class Texts {

    private static final String CHARACTERS =
        "how many characters are kept in sync: a number from 1 on, or all";

    private static String intervals() {
      return "minutes between two readings of some kinds of data: skills=5,mail=15; kinds are "
          + Arrays.stream(SyncKind.values()).map(SyncKind::code).collect(Collectors.joining(", "));
    }
  }
}
