"""What the processes of a server have cost so far: CPU time and memory, as the kernel counts them."""

from pathlib import Path


def processes_of(session: int) -> list[Path]:
    """The folders in /proc of all processes of a session: the server that leads it, and its children."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        fields = _stat(folder)
        if fields and int(fields[3]) == session:
            found.append(folder)
    return found


def cpu_seconds(processes: list[Path]) -> float:
    """CPU time of the processes since they began, of each thread alive, to the nanosecond."""
    told = [_text(thread).split() for process in processes for thread in process.glob("task/*/schedstat")]
    return sum(int(fields[0]) for fields in told if fields) / 1e9


def proportional_share(processes: list[Path]) -> int:
    """Bytes of memory of the processes together; what they share is counted once (PSS)."""
    total = 0
    for folder in processes:
        lines = (folder / "smaps_rollup").read_text().splitlines()
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total * 1024


def _stat(process: Path) -> list[str]:
    """The fields of /proc/PID/stat after the name, state first; none if the process is gone."""
    return _text(process / "stat").rpartition(")")[2].split()


def _text(file: Path) -> str:
    """What the kernel tells; "" if the process is gone."""
    try:
        return file.read_text()
    except OSError:
        return ""
