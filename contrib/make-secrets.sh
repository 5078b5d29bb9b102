#!/usr/bin/env bash
# Writes the random secrets that docker-compose.yml reads. Never overwrites one.
# Usage: contrib/make-secrets.sh [FOLDER]        FOLDER is `secrets` beside docker-compose.yml unless told otherwise
set -euo pipefail
umask 077

folder=${1:-$(cd "$(dirname "$0")/.." && pwd)/secrets}

random() { od -An -v -tx1 -N24 /dev/urandom | tr -d ' \n'; }

# write NAME READER VALUE: the reader is the user id in the one container that reads the file.
write() {
  local path="$folder/$1.txt"
  printf '%s\n' "$3" >"$path"
  # Compose mounts the file as it is, with its owner and mode.
  if [ "$(id -u)" -eq 0 ]; then
    chmod 600 "$path"
    chown "$2:$2" "$path"
  else
    # Only root may hand a file over: the container reads it as one of the others, and the folder's mode keeps them out here.
    chmod 644 "$path"
  fi
  echo "wrote $path" >&2
}

mkdir -p "$folder"
chmod 700 "$folder"
printf '*\n' >"$folder/.gitignore"
for name in postgres_password redis_password database_url redis_url http_password; do
  if [ -e "$folder/$name.txt" ]; then
    echo "make-secrets: \"$folder/$name.txt\" exists; remove all five to make new ones" >&2
    exit 1
  fi
done

postgres_password=$(random)
redis_password=$(random)
write postgres_password 999 "$postgres_password"
write redis_password 999 "$redis_password"
write database_url 10001 "postgres://claimwire:$postgres_password@postgres:5432/claimwire"
write redis_url 10001 "redis://:$redis_password@redis:6379/0"
write http_password 10001 "$(random)"
