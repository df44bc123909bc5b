# All services and the command line in one image; the command says which one runs.
FROM eclipse-temurin:21-jdk AS build
WORKDIR /src
COPY . .
# The command line needs what the services need and more; the database that it could start by itself stays out.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -Dmaven.test.skip=true -pl standalone -am \
      package dependency:copy-dependencies -DincludeScope=runtime -DexcludeGroupIds=io.zonky.test.postgres \
    && mkdir lib tools \
    && for service in command-service ingest-service query-service; do \
         cp "$service"/target/dependency/*.jar "$service"/target/*.jar lib/; \
       done \
    && for jar in standalone/target/dependency/*.jar standalone/target/*.jar; do \
         [ -e "lib/${jar##*/}" ] || cp "$jar" tools/; \
       done

FROM eclipse-temurin:21-jre
RUN groupadd --gid 10001 fleet \
    && useradd --uid 10001 --gid fleet --no-create-home --home-dir /var/lib/fleet --shell /usr/sbin/nologin fleet \
    && install -d -o fleet -g fleet -m 0700 /var/lib/fleet /run/fleet/verifier \
    && install -d -o fleet -g fleet -m 0750 /run/fleet/database
COPY --from=build /src/lib /app/lib
COPY --from=build /src/tools /app/tools
COPY deploy/entrypoint service-kit/src/main/resources/service.yml /app/
# A container is reached from outside it.
ENV FLEET_BIND=0.0.0.0
USER fleet
WORKDIR /var/lib/fleet
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=5s --start-period=180s --retries=6 \
    CMD curl -fs -o /dev/null http://127.0.0.1:8080/api/health/ready
ENTRYPOINT ["/app/entrypoint"]
