part mounts
mount -p
part fstab
cat /etc/fstab
