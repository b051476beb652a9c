package dev.evenomad.push.fcm;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import dev.evenomad.push.sending.BoundedHttp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets Google's auth library use our HTTP client, with its deadline and its bound on answers: the
 * library offers no way to set the timeouts of the transports it brings.
 */
final class GoogleAuthTransport extends HttpTransport {
  private final BoundedHttp http;

  GoogleAuthTransport(BoundedHttp http) {
    this.http = http;
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    return new LowLevelHttpRequest() {
      @Override
      public void addHeader(String name, String value) {
        // An answer that could be unpacked to any size would not be bounded.
        if (!name.equalsIgnoreCase("Accept-Encoding")) {
          request.header(name, value);
        }
      }

      @Override
      public LowLevelHttpResponse execute() throws IOException {
        var body = new ByteArrayOutputStream();
        if (getStreamingContent() != null) {
          getStreamingContent().writeTo(body);
        }
        if (getContentType() != null) {
          request.header("Content-Type", getContentType());
        }
        request.method(method, BodyPublishers.ofByteArray(body.toByteArray()));
        return new Answer(http.send(request));
      }
    };
  }

  private static final class Answer extends LowLevelHttpResponse {
    private final HttpResponse<byte[]> response;
    private final List<Map.Entry<String, String>> headers;

    Answer(HttpResponse<byte[]> response) {
      this.response = response;
      headers =
          response.headers().map().entrySet().stream()
              .flatMap(
                  header ->
                      header.getValue().stream().map(value -> Map.entry(header.getKey(), value)))
              .toList();
    }

    @Override
    public InputStream getContent() {
      return new ByteArrayInputStream(response.body());
    }

    @Override
    public @Nullable String getContentEncoding() {
      return null;
    }

    @Override
    public long getContentLength() {
      return response.body().length;
    }

    @Override
    public @Nullable String getContentType() {
      return null;
    }

    @Override
    public @Nullable String getStatusLine() {
      return null;
    }

    @Override
    public int getStatusCode() {
      return response.statusCode();
    }

    @Override
    public @Nullable String getReasonPhrase() {
      return null;
    }

    @Override
    public int getHeaderCount() {
      return headers.size();
    }

    @Override
    public String getHeaderName(int index) {
      return headers.get(index).getKey();
    }

    @Override
    public String getHeaderValue(int index) {
      return headers.get(index).getValue();
    }
  }
}
