package dev.evenomad.push.fcm;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.evenomad.push.fcm.Messages.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.evenomad.domain.notification.PushOutcome.Accepted;
import dev.evenomad.domain.session.DeviceType;
import dev.evenomad.push.sending.BoundedHttp;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;

final class FcmHttp2IT {

  @Test
  void aServerThatOffersHttp2GetsIt() throws GeneralSecurityException {
    var server =
        new WireMockServer(WireMockConfiguration.options().httpDisabled(true).dynamicHttpsPort());
    server.start();
    try {
      server.stubFor(
          post(urlEqualTo("/token"))
              .willReturn(okJson("{\"access_token\": \"ya29.a\", \"expires_in\": 3599}")));
      server.stubFor(
          post(urlEqualTo("/v1/projects/nomad-test/messages:send"))
              .willReturn(okJson("{\"name\": \"projects/nomad-test/messages/1\"}")));
      URI base = URI.create(server.baseUrl());
      FcmSettings settings =
          FcmSettings.fromJson(FakeGoogle.serviceAccount(base.resolve("/token"))).withBaseUri(base);
      HttpClient client =
          BoundedHttp.client(settings.timeout()).sslContext(trustingAnybody()).build();

      try (var push = new FcmPush(settings, InstantSource.fixed(NOW), client)) {
        assertThat(push.gateway().send(Messages.to(DeviceType.IOS))).isInstanceOf(Accepted.class);
      }

      assertThat(server.findAll(postRequestedFor(anyUrl())))
          .hasSize(2)
          .extracting(LoggedRequest::getProtocol)
          .containsOnly("HTTP/2.0");
    } finally {
      server.stop();
    }
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
