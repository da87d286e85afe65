if have vgdisplay; then
  [ "`id -u`" = 0 ] || denied 'vgdisplay -v'
  part vgdisplay
  vgdisplay -v
else
  none LVM
fi
