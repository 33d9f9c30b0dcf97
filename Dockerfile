# Images of our own programs and of a Grafana that carries the plugin, dashboards and alert rules. `docker compose build` makes them; versions are
# pinned, so that next year's build is this year's.
FROM golang:1.26.8-alpine3.22 AS go
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY internal internal
COPY collector collector
COPY exporters exporters
COPY dashboards dashboards
COPY plugin/pkg plugin/pkg
# One build for all programs: they share most of what takes time.
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o /out/ ./collector ./exporters ./dashboards \
 && CGO_ENABLED=0 go build -tags arrow_json_stdlib -trimpath -ldflags "-s -w" \
      -o "/out/gpx_xhht_targets_linux_$(go env GOARCH)" ./plugin/pkg
# The plans come after the programs, so that whoever changes one waits for pages and not for compilers. The user of the collector has to
# read them, whatever the umask that they were cloned with.
COPY plans plans
RUN chmod -R a+rX plans
# The dashboards and alert rules of the plans that this image carries; git keeps a sample of them only.
RUN /out/dashboards generate -plans plans -out /pages

FROM node:22.21.1-alpine3.22 AS web
WORKDIR /src
COPY plugin/package.json plugin/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY plugin ./
RUN npm run build

FROM alpine:3.22.2 AS program
# The health checks use wget of busybox, TLS to InfluxDB needs the certificates.
RUN apk add --no-cache ca-certificates && adduser -D -H -u 65532 xhht && install -d -o xhht /var/lib/xhht
USER 65532:65532

FROM program AS collector
COPY --from=go /out/collector /usr/local/bin/collector
COPY --from=go /src/plans /etc/xhht/plans
EXPOSE 8480
ENTRYPOINT ["collector"]
CMD ["serve"]

FROM program AS exporters
COPY --from=go /out/exporters /usr/local/bin/exporters
EXPOSE 9188
ENTRYPOINT ["exporters"]

FROM grafana/grafana:12.3.0 AS grafana
COPY --from=web /src/dist /var/lib/xhht/plugins/xhht-targets-datasource
COPY --from=go /out/gpx_xhht_targets_linux_* /var/lib/xhht/plugins/xhht-targets-datasource/
# Hands the playlists of the wall to this Grafana, which reads none from files.
COPY --from=go /out/dashboards /usr/local/bin/dashboards
COPY --from=go /pages /etc/grafana/xhht/dashboards
COPY --from=go /pages/alerting /etc/grafana/xhht/provisioning/alerting
