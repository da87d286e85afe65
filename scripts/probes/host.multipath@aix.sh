paths=`lspath -F 'status:name:parent:connection'`
if [ -n "$paths" ]; then
  part lspath
  echo "$paths"
else
  none lspath
fi
