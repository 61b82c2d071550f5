#!/bin/sh
# Makes the service's user in the store and lets it read and append, and neither delete nor set how long events are kept.
set -eu

store=https://node1:2113

# The credentials go in by a file: a command line can be read by every process.
settings=/tmp/curl
umask 077
printf 'user = "admin:%s"\ncacert = "/trusted/ca.crt"\nsilent\nshow-error\nlocation-trusted\n' "$STORE_ADMIN_PASSWORD" >"$settings"
ask() { curl --config "$settings" "$@"; }

tries=0
until ask --fail --output /dev/null "$store/users/admin"; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || { echo 'the cluster has no leader after two minutes' >&2; exit 1; }
  sleep 2
done

if ! ask --fail --output /dev/null "$store/users/evenhand" 2>/dev/null; then
  printf '{"LoginName": "evenhand", "FullName": "Evenhand", "Groups": [], "Password": "%s"}' "$STORE_USER_PASSWORD" |
    ask --fail --output /dev/null --header 'content-type: application/json' --data-binary @- "$store/users/"
fi

# Reading everything, which fills the journals, counts as reading a system stream. Administrators may do all of it, always.
ask --fail --output /dev/null --header 'content-type: application/vnd.eventstore.events+json' --data-binary @- \
  "$store/streams/%24settings" <<'EVENT'
[{
  "eventId": "6f1d2b1e-98a5-4c3f-8d7e-0c5b8a1f4e20",
  "eventType": "update-default-acl",
  "data": {
    "$userStreamAcl": { "$r": "evenhand", "$w": "evenhand", "$d": [], "$mr": "evenhand", "$mw": [] },
    "$systemStreamAcl": { "$r": ["$admins", "evenhand"], "$w": "$admins", "$d": "$admins", "$mr": "$admins", "$mw": "$admins" }
  }
}]
EVENT
