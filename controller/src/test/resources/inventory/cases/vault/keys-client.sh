#!/bin/sh
[ "$1" = --vault-id ] && [ "$2" = prod ] && echo "battery staple"
