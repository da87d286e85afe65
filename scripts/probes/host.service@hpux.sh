part rc.config.d
for f in /etc/rc.config.d/*; do
  case $f in
  *.old|*.bak|*.save|*~) continue ;;
  esac
  if [ -f "$f" ] && [ -r "$f" ]; then
    grep '^[A-Z][A-Z0-9_]*=' "$f" | awk -v f="$f" '/=\"?[01]\"?([ \t]|$)/ { print f ":" $0 }'
  fi
done
