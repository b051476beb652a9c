package dev.evenomad.http.connection;

import dev.evenomad.http.answer.AnswerHeaders;
import dev.evenomad.http.answer.RequestId;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;

/**
 * Adds the headers that every answer has to those which the framework gives by itself: where a
 * request is hardly HTTP, and above all to HEAD, no filter sees them. To be put behind the encoder
 * of HTTP. Thread-safe.
 */
@Sharable
final class UnfilteredAnswers extends ChannelOutboundHandlerAdapter {

  private final AnswerHeaders headers;

  UnfilteredAnswers(AnswerHeaders headers) {
    this.headers = headers;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof HttpResponse answer
        && answer.status().codeClass() != HttpStatusClass.INFORMATIONAL
        && !answer.headers().contains(RequestId.HEADER)) {
      answer.headers().set(RequestId.HEADER, RequestId.madeUp());
      headers.complete(answer.headers()::contains, answer.headers()::set);
    }
    super.write(context, message, promise);
  }
}
