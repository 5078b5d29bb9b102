# shellcheck shell=bash
# Redis and PostgreSQL of our own on free loopback ports, in a temporary folder. Sourced by .ci/run; by hand:
#   . .ci/services.sh && install_services && start_services && trap stop_services EXIT

services_dir=
redis_pid=

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  [ -n "${apt_is_updated:-}" ] || apt-get update -qq
  apt_is_updated=yes
  apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

find_postgres() {
  local path
  for path in $(command -v initdb || true) $(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -rV); do
    # initdb looks for its neighbours where it really lies.
    path=$(dirname "$(readlink -f "$path")")
    [ -x "$path/postgres" ] && [ -x "$path/pg_ctl" ] && echo "$path" && return
  done
  return 1
}

install_services() {
  { command -v redis-server >/dev/null || apt_install redis-server; } &&
    { find_postgres >/dev/null || apt_install postgresql; }
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -ne 0 ]; then "$@"; else setpriv --reuid="$postgres_user" --regid="$(id -g "$postgres_user")" --clear-groups "$@"; fi
}

free_port() {
  node -e "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close() })"
}

start_services() {
  services_dir=$(mktemp -d)
  chmod 711 "$services_dir"
  start_redis && start_postgres
}

start_redis() {
  local port
  port=$(free_port)
  mkdir "$services_dir/redis"
  redis-server --bind 127.0.0.1 --port "$port" --dir "$services_dir/redis" --databases 64 --save '' \
    --appendonly yes --appendfsync everysec --maxmemory-policy noeviction --loglevel warning \
    >"$services_dir/redis.log" 2>&1 &
  redis_pid=$!
  export TEST_REDIS_URL="redis://127.0.0.1:$port/0"
  wait_for "$port" || { cat "$services_dir/redis.log" >&2; return 1; }
}

start_postgres() {
  local port
  postgres_bin=$(find_postgres)
  postgres_user=$(id -u postgres >/dev/null 2>&1 && echo postgres || echo nobody)
  port=$(free_port)
  mkdir "$services_dir/postgres" "$services_dir/socket"
  [ "$(id -u)" -ne 0 ] || chown "$postgres_user" "$services_dir/postgres" "$services_dir/socket"
  ( cd "$services_dir/postgres" &&
    as_postgres "$postgres_bin/initdb" -D data -U claimwire -A trust -E UTF8 --locale=C -N >initdb.log 2>&1 &&
    as_postgres "$postgres_bin/pg_ctl" -D data -l server.log -w -t 60 \
      -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$services_dir/socket -c max_connections=200 -c fsync=off -c full_page_writes=off" \
      start >/dev/null ) || { cat "$services_dir"/postgres/*.log >&2; return 1; }
  export TEST_DATABASE_URL="postgres://claimwire@127.0.0.1:$port/postgres"
}

wait_for() {
  for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.1
  done
  return 1
}

stop_services() {
  [ -n "$services_dir" ] || return 0
  [ ! -f "$services_dir/postgres/data/postmaster.pid" ] ||
    (cd / && as_postgres "$postgres_bin/pg_ctl" -D "$services_dir/postgres/data" -m immediate -w stop >/dev/null) || true
  [ -z "$redis_pid" ] || { kill "$redis_pid" && wait "$redis_pid"; } 2>/dev/null || true
  rm -rf "$services_dir"
  services_dir=
  unset TEST_REDIS_URL TEST_DATABASE_URL
}
