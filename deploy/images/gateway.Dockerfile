# ESPv2 (https://github.com/GoogleCloudPlatform/esp-v2) with its configuration, which a deployment gets from Service Management:
# https://docs.cloud.google.com/endpoints/docs/openapi/get-started-cloud-run
FROM gcr.io/endpoints-release/endpoints-runtime-serverless:2.55.7
USER root
ENV ENDPOINTS_SERVICE_PATH=/etc/endpoints/service.json
COPY service.json /etc/endpoints/service.json
RUN chown -R envoy:envoy /etc/endpoints && chmod -R 755 /etc/endpoints
USER envoy
ENTRYPOINT ["/env_start_proxy.py"]
