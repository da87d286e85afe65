if have scsimgr; then
  [ "`id -u`" = 0 ] || denied 'scsimgr lun_map'
  part scsimgr
  scsimgr lun_map
else
  none scsimgr
fi
