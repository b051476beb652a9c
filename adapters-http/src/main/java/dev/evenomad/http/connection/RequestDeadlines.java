package dev.evenomad.http.connection;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose client takes too long for the head of a request, or for its body, as a
 * whole: who sends a byte now and then is not idle. A new connection owes a head at once; one that
 * has been served may rest. Netty's timeouts only look at pauses. What arrives at one go costs no
 * timer. Belongs to one connection and its event loop.
 */
final class RequestDeadlines {

  private final Duration head;
  private final Duration body;
  private Part expected = Part.HEAD;
  private Part timed = Part.NOTHING;
  private @Nullable Future<?> timer;

  RequestDeadlines(Duration head, Duration body) {
    this.head = head;
    this.body = body;
  }

  /** To be put in front of the decoder of HTTP. */
  ChannelHandler bytes() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void handlerAdded(ChannelHandlerContext context) {
        keepTime(context);
      }

      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (expected == Part.NOTHING) {
          expected = Part.HEAD;
        }
        context.fireChannelRead(bytes);
        keepTime(context);
      }

      @Override
      public void channelInactive(ChannelHandlerContext context) {
        expected = Part.NOTHING;
        keepTime(context);
        context.fireChannelInactive();
      }
    };
  }

  /** To be put behind the decoder of HTTP. */
  ChannelHandler messages() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
          expected = Part.BODY;
        }
        if (message instanceof LastHttpContent) {
          expected = Part.NOTHING;
        }
        context.fireChannelRead(message);
      }
    };
  }

  private void keepTime(ChannelHandlerContext context) {
    if (expected == timed) {
      return;
    }
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    timed = expected;
    if (expected != Part.NOTHING) {
      Duration time = expected == Part.HEAD ? head : body;
      timer =
          context.executor().schedule(() -> cut(context), time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for it.
  private static void cut(ChannelHandlerContext context) {
    context.close();
  }

  private enum Part {
    HEAD,
    BODY,
    NOTHING
  }
}
