part clock
date '+%Y-%m-%d %H:%M:%S'
part running
uname -r
part swlist
swlist -l bundle
