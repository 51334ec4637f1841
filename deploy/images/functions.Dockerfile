# One image for all functions. The environment variable FUNCTION_TARGET chooses the function that a service runs.
# scripts/deployment/stage.ts lays out the folder that this is built from.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No function loads source maps, types, or builds for browsers.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.md' \) -delete \
  && find node_modules -type d \( -path '*/dist/browser' -o -path '*/dist/react-native' -o -path '*/dist-types' \) -prune -exec rm -rf {} +

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json sbom.cdx.json ./
COPY dist dist
USER node
CMD ["node", "node_modules/@google-cloud/functions-framework/build/src/main.js"]
