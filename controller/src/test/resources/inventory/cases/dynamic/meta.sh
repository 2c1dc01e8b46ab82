#!/bin/sh
case $1 in
--list) cat <<'J'
{"web": {"hosts": ["w1", "w2"], "vars": {"a": 1, "nested": {"x": [1, 2.5, null, true]}}, "children": ["sub"]},
 "list": ["l1", "l2"],
 "sub": {"hosts": ["s1"]},
 "empty": {},
 "only_vars": {"vars": {"b": "t"}},
 "_meta": {"hostvars": {"w1": {"v": "one", "t": "{{ a }}"}, "s1": {"v": "sub"}, "stray": {"v": 1}}}}
J
;;
*) exit 3;;
esac
