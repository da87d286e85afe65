found=
PATH=$PATH:/usr/sbin:/opt/cmcluster/bin
if have cmviewcl; then
  found=1
  part serviceguard
  cmviewcl -v -f line
fi
crs=`sed -n 's/^crs_home=//p' /var/opt/oracle/olr.loc 2>/dev/null`
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
[ -n "$found" ] || none 'ServiceGuard, CRS'
