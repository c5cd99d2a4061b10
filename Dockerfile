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
COPY package.json LICENSE ./
COPY src src
COPY seeds seeds
COPY config/schema.json config/
# Under the name that every command looks for, so that none needs --config.
COPY config/container.yaml config/copydesk.yaml
# An empty volume takes over what is made here, with its owner.
RUN chmod +x src/cli/main.ts \
  && ln -s /app/src/cli/main.ts /usr/local/bin/copydesk \
  && install -d -o node -g node /data /data/inbox
# The user "node"; as a number, because Kubernetes can only see from a number that it is not root.
USER 1000:1000
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8787/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["copydesk"]
CMD ["start"]
