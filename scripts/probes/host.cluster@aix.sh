found=
if lssrc -s clstrmgrES >/dev/null 2>&1; then
  found=1
  part powerha
  lssrc -ls clstrmgrES
  part clrg
  clRGinfo -s
fi
crs=`sed -n 's/^crs_home=//p' /etc/oracle/olr.loc 2>/dev/null`
if [ -n "$crs" ] && [ -x "$crs/bin/crsctl" ]; then
  found=1
  part crs
  $crs/bin/crsctl check crs
  $crs/bin/crsctl check has
  part olsnodes
  $crs/bin/olsnodes -s
  part crsres
  $crs/bin/crsctl stat res
fi
[ -n "$found" ] || none 'PowerHA, CRS'
