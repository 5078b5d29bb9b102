FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The optional ones are a Node 24 for machines without it.
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="claimwire" \
      org.opencontainers.image.description="Watches election news and keeps an auditable record of interference claims and denials" \
      org.opencontainers.image.licenses="Apache-2.0"

RUN groupadd --gid 10001 claimwire \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin claimwire \
 && install -d -m 0700 -o 10001 -g 10001 /data \
 && printf '#!/bin/sh\nexec node /app/src/cli/main.ts "$@"\n' > /usr/local/bin/claimwire \
 && chmod 0755 /usr/local/bin/claimwire

WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY config ./config
COPY workers ./workers
COPY src ./src

# Only /data is written to, and only by the embedded store: the rest may be read-only.
ENV NODE_ENV=production \
    CLAIMWIRE_DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 8400
STOPSIGNAL SIGTERM

HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.CLAIMWIRE_HTTP_PORT || 8400}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

ENTRYPOINT ["claimwire"]
CMD ["start"]
