package dev.evenomad.http.connection;

import dev.evenomad.http.HttpSettings;
import dev.evenomad.http.answer.AnswerHeaders;
import dev.evenomad.http.limit.ConnectionLimits;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer.ChannelRole;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.WriteTimeoutHandler;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Puts what guards against slow clients and too many of them into the pipeline of each connection,
 * and what completes the answers that no filter sees.
 */
@Singleton
final class ConnectionGuard implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private final ConnectionLimits limits;
  private final OpenConnections open;
  private final UnfilteredAnswers unfiltered;

  ConnectionGuard(HttpSettings settings, AnswerHeaders headers) {
    this.limits = settings.protection().connections();
    this.open = new OpenConnections(limits, settings.protection().trustedProxies());
    this.unfiltered = new UnfilteredAnswers(headers);
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event
        .getBean()
        .register(
            new NettyServerCustomizer() {
              @Override
              public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                return role == ChannelRole.CONNECTION ? new OfConnection(channel) : this;
              }
            });
    return event.getBean();
  }

  private void guard(ChannelPipeline pipeline) {
    RequestDeadlines deadlines = new RequestDeadlines(limits.head(), limits.body());
    String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
    pipeline.addBefore(codec, "nomad-deadlines", deadlines.bytes());
    pipeline.addAfter(codec, "nomad-progress", deadlines.messages());
    pipeline.addAfter(codec, "nomad-unfiltered-answers", unfiltered);
    pipeline.addFirst(
        "nomad-write-timeout",
        new WriteTimeoutHandler(limits.write().toMillis(), TimeUnit.MILLISECONDS));
    pipeline.addFirst("nomad-open-connections", open.filter());
  }

  /** Of one connection, and HTTP/1.1 on it. */
  private final class OfConnection implements NettyServerCustomizer {

    private final Channel channel;

    OfConnection(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void onInitialPipelineBuilt() {
      guard(channel.pipeline());
    }
  }
}
