# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS install
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY src/summarize-lite/package.json src/summarize-lite/
COPY tools/node24/package.json tools/node24/
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=install /app/node_modules node_modules
COPY package.json LICENSE README.md ./
COPY src src
COPY seeds seeds
COPY config config
RUN install -d -o node -g node /data /data/inbox
USER node
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8787/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "src/cli/main.ts", "start", "--config", "config/container.yaml"]
