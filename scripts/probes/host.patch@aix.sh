part clock
date '+%Y-%m-%d %H:%M:%S'
part oslevel
oslevel -s
part lslpp
lslpp -hcq bos.rte bos.mp64 bos.net.tcp.client 2>/dev/null
part instfix
instfix -i | grep _AIX_ML
