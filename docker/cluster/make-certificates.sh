#!/bin/bash
# Makes an authority and three node certificates, each once: what is there is kept. The authority's key stays in /authority.
set -euo pipefail

# User of the store inside its container: its key must be readable by nobody else.
OWNER=1000:1000

if [ ! -f /authority/ca.key ]; then
  es-gencert-cli create-ca -out /authority
fi
cp /authority/ca.crt /trusted/ca.crt
chmod 644 /trusted/ca.crt

for number in 1 2 3; do
  keys="/keys/node$number"
  if [ ! -f "$keys/node.key" ]; then
    es-gencert-cli create-node -ca-certificate /authority/ca.crt -ca-key /authority/ca.key -out "$keys" \
      -ip-addresses "127.0.0.1,172.30.240.1$number" -dns-names "localhost,node$number"
  fi
  chown -R "$OWNER" "$keys"
  chmod 700 "$keys"
  chmod 600 "$keys/node.crt" "$keys/node.key"
done
