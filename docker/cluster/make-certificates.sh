#!/bin/bash
# Makes an authority and three node certificates, each once: what is there is kept. The authority's key stays in /authority.
set -euo pipefail

# The store's user inside its container: no other user may read its key.
owner=${STORE_USER_ID:?set the number of the user that the store runs as}
# The tool writes into folders that it makes itself, and into no other.
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

if [ ! -f /authority/ca.key ]; then
  es-gencert-cli create-ca -out "$made/authority"
  mv "$made/authority/ca.crt" "$made/authority/ca.key" /authority/
fi
cp /authority/ca.crt /trusted/ca.crt
chmod 644 /trusted/ca.crt

for number in 1 2 3; do
  keys="/keys/node$number"
  if [ ! -f "$keys/node.key" ]; then
    es-gencert-cli create-node -ca-certificate /authority/ca.crt -ca-key /authority/ca.key -out "$made/node$number" \
      -ip-addresses "127.0.0.1,172.30.240.1$number" -dns-names "localhost,node$number"
    mv "$made/node$number/node.crt" "$made/node$number/node.key" "$keys/"
  fi
  chown -R "$owner:$owner" "$keys"
  chmod 700 "$keys"
  chmod 600 "$keys/node.crt" "$keys/node.key"
done
