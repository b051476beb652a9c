package dev.evenomad.esi.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.esi.http.BoundedHttp;
import dev.evenomad.esi.http.HttpSettings;
import dev.evenomad.esi.limit.EsiBudget;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which version of HTTP is spoken with ESI: as both sides negotiate it. */
final class HttpVersionIT {

  private static final String AGENT = "EveNomad-test/1.0 (test@example.org)";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @ParameterizedTest
  @CsvSource({"true, HTTP/2.0", "false, HTTP/1.1"})
  void isTheNewestThatTheServerSpeaks(boolean speaksHttp2, String spoken)
      throws GeneralSecurityException {
    var server =
        new WireMockServer(
            WireMockConfiguration.options()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .http2TlsDisabled(!speaksHttp2));
    server.start();
    // The first TLS connection to a server that has just started can take long.
    HttpSettings settings = new HttpSettings(AGENT, PATIENCE, PATIENCE, 1_000_000);
    try (BoundedHttp http = new BoundedHttp(settings, trustingAnybody())) {
      server.stubFor(any(anyUrl()).willReturn(okJson("[7]")));

      EsiClient esi =
          new EsiClient(
              http,
              new EsiSettings(
                  URI.create("https://localhost:" + server.httpsPort()),
                  EsiSettings.COMPATIBILITY_DATE,
                  settings,
                  1,
                  Duration.ZERO),
              EsiBudget.ofThisProcess(PATIENCE),
              InstantSource.system());
      assertAnswered(esi, EsiCall.of(EsiRoute.MARKET_ORDERS, 10_000_002));
      assertAnswered(
          esi, EsiCall.of(EsiRoute.NAMES).sending(LongStream.range(1, 1000).boxed().toList()));

      assertThat(server.findAll(anyRequestedFor(anyUrl())))
          .hasSize(2)
          .extracting(LoggedRequest::getProtocol)
          .containsOnly(spoken);
    } finally {
      server.stop();
    }
  }

  private static void assertAnswered(EsiClient esi, EsiCall call) {
    assertThat(esi.get(call, payload -> payload.items(Payload::number)))
        .isInstanceOfSatisfying(
            Fetched.Fresh.class, fresh -> assertThat(fresh.value()).isEqualTo(List.of(7L)));
  }

  /** The server's certificate is signed by nobody and names nobody. */
  private static SSLContext trustingAnybody() throws GeneralSecurityException {
    var everybody =
        new X509ExtendedTrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[0], new TrustManager[] {everybody}, new SecureRandom());
    return context;
  }
}
