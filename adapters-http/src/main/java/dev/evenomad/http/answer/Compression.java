package dev.evenomad.http.answer;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.netty.DefaultHttpCompressionStrategy;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import jakarta.inject.Singleton;

/**
 * What is worth compressing, and may be: whole texts of some length. Not what streams, because what
 * is compressed waits for more; and not what must not be stored, because that holds tokens, whose
 * bytes could be guessed by the length of what they are compressed with.
 */
@Singleton
@Replaces(DefaultHttpCompressionStrategy.class)
final class Compression implements HttpCompressionStrategy {

  /** What fits into a packet anyway arrives no sooner. */
  private static final int LEAST_BYTES = 1_024;

  private static final String YAML = "application/yaml";
  private static final int MOST_ZSTD_BYTES = 1 << 20;

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public boolean shouldCompress(HttpResponse response) {
    String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
    String caching = response.headers().get(HttpHeaderNames.CACHE_CONTROL);
    return type != null
        && (MediaType.isTextBased(type) || type.startsWith(YAML))
        && HttpUtil.getContentLength(response, -1L) >= LEAST_BYTES
        && (caching == null || !caching.contains("no-store"));
  }

  @Override
  public int getMaxZstdEncodeSize() {
    return MOST_ZSTD_BYTES;
  }
}
