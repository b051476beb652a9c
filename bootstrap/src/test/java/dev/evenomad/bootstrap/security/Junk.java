package dev.evenomad.bootstrap.security;

import java.util.List;
import java.util.Random;

/** What has broken programs before. */
final class Junk {

  /** In places where a text is wanted. */
  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "null",
          "true",
          "-1",
          "0",
          "1.5",
          "1e309",
          "NaN",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999999",
          "' OR '1'='1",
          "1' OR '1'='1' --",
          "'; DROP TABLE session; --",
          "1; SELECT pg_sleep(15)",
          "' || pg_sleep(15) || '",
          "\\'; SELECT 1 --",
          "${jndi:ldap://127.0.0.1:1/x}",
          "{{7*7}}",
          "%s%n%x",
          "../../../../etc/passwd",
          "..\\..\\windows",
          "file:///etc/passwd",
          "http://127.0.0.1:1/",
          "<script>alert(1)</script>",
          "\r\nX-Injected: yes",
          "x\r\n\r\n" + LogWatch.FORGED,
          "\n" + LogWatch.FORGED + " ERROR",
          "\r" + LogWatch.FORGED,
          "\u0000",
          "a\u0000b",
          "\u001b[31mred",
          "\u202Eright to left",
          "\uFEFF",
          "\uD83D\uDE80",
          "é",
          "Ⅷ",
          "[]",
          "{}",
          "{\"$ne\":null}",
          "\"",
          "\\",
          "%",
          "%zz",
          "*",
          "__proto__",
          "constructor",
          "a".repeat(300),
          "a".repeat(3_000),
          "🚀".repeat(200));

  /** As JSON, which need not be any. */
  static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-1",
          "0.1",
          "1e5",
          "1e400",
          "-1e-400",
          "1E+1000000000",
          "9223372036854775807",
          "9223372036854775808",
          "123456789012345678901234567890",
          "9".repeat(2_000),
          "NaN",
          "Infinity",
          "0x10",
          "01",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\x\"",
          "\"unfinished",
          "'single'",
          "[]",
          "{}",
          "[null]",
          "[[[]]]",
          "[" + "1,".repeat(5_000) + "1]",
          "[".repeat(900) + "]".repeat(900),
          "[".repeat(30_000),
          "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000),
          "{\"a\":1,\"a\":2}",
          "{\"__proto__\":{\"admin\":true}}",
          "/* comment */ 1",
          "",
          "\"" + "a".repeat(10_000) + "\"");

  /** Names of headers that servers, frameworks and proxies listen to. */
  static final List<String> HEADERS =
      List.of(
          "Accept",
          "Accept-Encoding",
          "Accept-Language",
          "Accept-Charset",
          "Cache-Control",
          "Connection",
          "Content-Encoding",
          "Content-Type",
          "Cookie",
          "Date",
          "Expect",
          "Forwarded",
          "From",
          "Idempotency-Key",
          "If-Match",
          "If-Modified-Since",
          "If-None-Match",
          "If-Range",
          "Last-Event-ID",
          "Max-Forwards",
          "Origin",
          "Access-Control-Request-Method",
          "Access-Control-Request-Headers",
          "Range",
          "Referer",
          "Stripe-Signature",
          "Upgrade",
          "User-Agent",
          "Via",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-HTTP-Method-Override",
          "X-Original-URL",
          "X-Request-Id",
          "X-User-Id",
          "Host",
          "Authorization");

  static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-16",
          "application/json; charset=nonsense",
          "application/merge-patch+json",
          "application/problem+json",
          "application/xml",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "text/plain",
          "text/event-stream",
          "*/*",
          "nonsense",
          "a/b/c",
          "application/json; q=");

  static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "get",
          "PROPFIND",
          "X");

  private Junk() {}

  static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /** A text of any bytes but those that end a line of the head. */
  static String letters(Random random) {
    StringBuilder letters = new StringBuilder();
    for (int left = random.nextInt(40); left >= 0; left--) {
      char letter = (char) random.nextInt(256);
      letters.append(letter == '\r' || letter == '\n' ? ' ' : letter);
    }
    return letters.toString();
  }
}
