# Ends the tests' cluster some seconds after the last test process that used it has gone.
#
# Argument: the cluster's folder. Each test process has left a file in its folder `users`, named after
# the process. Nothing else knows when a run is over: a run is several processes, and any may be killed.
trap '' HUP INT
folder=$1
idle=0
while [ -d "$folder" ]; do
    sleep 1
    idle=$((idle + 1))
    for user in "$folder"/users/*; do
        [ -e "$user" ] || continue
        if kill -0 "${user##*/}" 2>/dev/null; then
            idle=0
        else
            rm -f "$user"
        fi
    done
    [ "$idle" -ge 10 ] || continue

    # Out of the way first, so that whoever comes now makes a new one. Who came just before is let in.
    gone=$folder.gone.$$
    mv "$folder" "$gone" || exit 0
    if [ -n "$(ls "$gone/users")" ] && mv "$gone" "$folder"; then
        idle=0
        continue
    fi
    postmaster=$(head -n 1 "$gone/data/postmaster.pid" 2>/dev/null)
    case $(ps -o args= -p "${postmaster:-0}" 2>/dev/null) in
        *"$folder/data"*)
            kill -QUIT "$postmaster"
            while kill -0 "$postmaster" 2>/dev/null; do sleep 0.1; done
            ;;
    esac
    rm -rf "$gone"
    # Whoever has made a new one meanwhile has made a watchdog for it, too; this one would take it away at once.
    exit 0
done
