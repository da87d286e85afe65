part mounts
mount -p
part df
bdf -i -l
