FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.lock .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home jobscout \
    && install -d -o jobscout -g jobscout -m 0700 /data
COPY --from=build /venv /venv
WORKDIR /app
COPY LICENSE main.py ./
COPY jobscout jobscout
COPY migrations migrations
COPY seed seed
# Each worker process imports them, and none may write here.
RUN /venv/bin/python -m compileall -q main.py jobscout migrations seed
USER jobscout
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 METRICS_PORT=9090 DATA_DIR=/data
VOLUME /data
EXPOSE 8080 9090
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD \
    ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9090/health', timeout=2)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "main.py"]
CMD ["serve"]
