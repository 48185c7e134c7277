"""The staff list of a whole made-up city, with the faults that such lists have."""

from tests.staff.sheets import Row

POSITIONS = ("Perawat Terampil", "Guru Ahli Pertama", "Pengadministrasi Umum", "Analis Kebijakan", "Bidan Mahir")
RANKS = ("Pengatur (II/c)", "Penata Muda (III/a)", "Penata (III/c)", "Pembina (IV/a)", "IX")
GIVEN = ("Umpama", "Andai", "Misal", "Contoh", "Ibarat", "Seandainya", "Semisal", "Taruhlah")


def city_of(people: int, sites: int = 200, departments: int = 30, faults: int = 200) -> list[Row]:
    """So many lines; of the faults, half are NIPs that Excel kept as numbers, the others are too short."""
    every = people // faults if faults else people + 1
    return [_line(number, number % every == 0, sites, departments) for number in range(people)]


def _line(number: int, is_faulty: bool, sites: int, departments: int) -> Row:
    nip: str | float = nip_of(number)
    if is_faulty:
        nip = float(nip) if number % 2 == 0 else str(nip)[:17]
    site = number % sites
    return (
        nip,
        f"{GIVEN[number % 8]} {GIVEN[number // 8 % 8]} Nomor {number}",
        "Drs." if number % 9 == 0 else "",
        "S.Kep." if number % 4 == 0 else "",
        f"{1 + number % 28:02}-{1 + number % 12:02}-{1965 + number % 35}",
        "PPPK" if number % 3 == 0 else "PNS",
        RANKS[number % 5],
        POSITIONS[number % 5],
        f"UPTD Contoh {site:03}",
        f"Dinas Contoh {site % departments:02}",
    )


def nip_of(number: int) -> str:
    """A NIP that nobody else of the city has."""
    born = f"{1965 + number % 35}{1 + number % 12:02}{1 + number % 28:02}"
    return f"{born}{1989 + number % 35}{1 + number // 1000 % 12:02}{1 + number % 2}{number % 1000:03}"
