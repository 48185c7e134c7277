"""What leaders read: shares that are those of the learners' pages, findings by rule, and nobody's name."""

import pytest
from flask import Flask

from lms.accounts import operations as accounts
from lms.hours import operations as hours
from lms.hours.queries import jp_this_year
from lms.org import operations as org
from lms.org.signing import OfficeKind
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assignments import offices
from tests.certificates.issuing import recognise
from tests.hours.test_sums import a_course_of
from tests.leadership.cities import BIG, SMALL, add_units, leader, say, staff, words
from tests.support import people
from tests.support.people import NOW, local_today
from tests.support.statements import selects, statements


def test_the_heading_is_the_finding_with_its_n(app: Flask) -> None:
    (unit,) = add_units(BIG)
    staff(unit, 10, [20, 25, 20, 21, 19, 4])
    said = words(leader(app))
    assert "4 dari 10 pegawai sudah mencapai minimal 20 JP" in said
    assert "4 dari 10 pegawai. Angka sama dengan yang dilihat pegawai dan koordinator." in said
    assert "97 JP: 6 pegawai, rata-rata 17 JP" in said


@pytest.mark.parametrize(
    ("jp", "heading"),
    [
        ([], "Belum ada pegawai yang mencapai minimal 20 JP"),
        ([20] * 30, "Semua pegawai sudah mencapai minimal 20 JP"),
        ([20], "Kurang dari 1 dari 10 pegawai sudah mencapai minimal 20 JP"),
        ([20] * 29, "Hampir semua pegawai sudah mencapai minimal 20 JP"),
        ([20] * 15, "5 dari 10 pegawai sudah mencapai minimal 20 JP"),
    ],
)
def test_the_ends_of_the_scale_are_said_in_words(app: Flask, jp: list[int], heading: str) -> None:
    staff(None, 30, jp)
    assert heading in words(leader(app))


def test_an_empty_city_is_said_to_be_empty(app: Flask) -> None:
    said = words(leader(app))
    assert "Belum ada pegawai dengan batas minimal JP" in said
    assert "0 JP dalam 0 pelatihan yang diakui" in said and "Tidak ada yang diminta." in said


def test_people_of_a_status_with_a_ceiling_stand_apart_with_what_is_credited(app: Flask) -> None:
    staff(None, 5, [20])
    staff(None, 6, [30, 30], status="pppk")
    said = words(leader(app))
    assert "1 dari 5 pegawai." in said
    assert "7 pegawai lain berstatus tanpa batas minimal." in said  # one of them is the leader
    assert "48 JP diakui dari 60 JP ditempuh" in said


def test_the_sum_over_the_pages_of_learners_is_what_the_sheet_says(app: Flask) -> None:
    units = offices.add_city()
    keys = offices.add_people([units["Puskesmas A"]] * 7 + [units["SD 1"]] * 6)
    for slug, jp in (("ramah", 12), ("jujur", 8)):
        a_course_of(jp, slug)
    at = NOW
    for number, key in enumerate(keys):
        for slug in ("ramah", "jujur")[: number % 3]:
            offices.complete(key, slug, at)
    with door(writes=False):
        years = [jp_this_year(key, local_today()) for key in keys]
    reached = sum(year.lacking == 0 for year in years)
    said = words(leader(app))
    assert f"{reached} dari 13 pegawai." in said
    assert f"{sum(year.lacking for year in years)} JP: {13 - reached} pegawai" in said


def test_no_name_of_a_person_stands_on_it_and_no_share_of_a_few(app: Flask) -> None:
    big, small = add_units(BIG, SMALL)
    staff(big, 12, [20] * 6)
    staff(small, 3, [20])
    client = leader(app)
    said = words(client)
    assert "Ani Contoh" not in said
    assert SMALL not in said  # fewer than five together: the smallest ranked unit joins them
    assert "2 unit kecil tidak diurutkan: bersama-sama 46% dari 15 pegawai." in said
    alone = leader(app, small, username="camat")
    assert "Pegawainya terlalu sedikit untuk persentase" in words(alone)
    assert "20 JP: " not in words(alone) and "33%" not in words(alone)


def test_small_units_stand_together_and_the_limit_is_a_setting(app: Flask) -> None:
    big, small = add_units(BIG, SMALL)
    staff(big, 12, [20] * 6)
    staff(small, 7, [20] * 7)
    client = leader(app)
    assert "1 unit kecil tidak diurutkan: bersama-sama 100% dari 7 pegawai." in words(client)
    say("small_unit_people", "6")
    said = words(client)
    assert "tidak diurutkan" not in said and f"{SMALL} 100% 7 pegawai {BIG} 50% 12 pegawai" in said


def test_a_leader_of_one_unit_reads_that_unit_alone(app: Flask) -> None:
    big, other = add_units(BIG, "Dinas Lain")
    staff(big, 10, [20] * 5)
    staff(other, 10, [])
    said = words(leader(app, big))
    assert "5 dari 10 pegawai." in said and BIG in said
    assert "Dinas Lain" not in said and "Biaya hanya diketahui untuk seluruh instansi." in said


@pytest.mark.parametrize("role", [Role.LEARNER, Role.SPEAKER, Role.REVIEWER, Role.UNIT_OFFICER, Role.OPERATOR])
def test_whoever_does_not_read_totals_may_not_open_it(app: Flask, role: Role) -> None:
    client = people.signed_in(app, people.add_person("budi", "Budi Misal", role))
    assert [client.get(path).status_code for path in ("/leadership", "/leadership.pdf")] == [403, 403]


def test_each_month_is_held_against_an_even_pace(app: Flask) -> None:
    (unit,) = add_units(BIG)
    keys = staff(unit, 6, [])
    today = local_today()
    with door(writes=True):
        hours.add_jp(keys[0], today, 5)
        hours.add_jp(keys[1], today.replace(month=1), 7)
        hours.add_jp(keys[1], today.replace(year=today.year - 1), 50)
    pace = 120 * today.month // 12
    said = words(leader(app))
    assert f"12 dari 120 JP yang dibutuhkan setahun. Dengan laju merata seharusnya sudah {pace} JP." in said
    assert "Jan 7 7 10" in said or today.month == 1


def test_the_weakest_unit_is_found_and_its_head_is_asked_by_office(app: Flask) -> None:
    big, other = add_units(BIG, "Dinas Lain")
    keys = staff(big, 12, [20] * 3)
    staff(other, 12, [20] * 9)
    client = leader(app)
    said = words(client)
    assert f"{BIG} paling tertinggal. 25% dari 12 pegawai, sedangkan seluruhnya 50%." in said
    assert f"Kepala {BIG} Beri waktu belajar setiap pekan bagi 9 pegawai yang masih kurang." in said
    with door(writes=True):
        accounts.name_head(big, keys[0], OfficeKind.DEFINITIVE, local_today(), NOW, by="rina")
        accounts.name_head(big, keys[1], OfficeKind.ACTING, local_today(), NOW, by="rina")
    assert f"Plt. Kepala {BIG} Beri" in words(client)


def test_the_catalogue_is_held_against_what_is_lacking(app: Flask) -> None:
    staff(None, 6, [])
    client = leader(app)
    assert "Pelatihan di katalog belum cukup. Rata-rata kurang 20 JP; katalog menyediakan 0 JP." in words(client)
    assert "Terbitkan dan akui sedikitnya 20 JP lagi." in words(client)
    for slug, jp in (("ramah", 12), ("jujur", 8)):
        offices.add_lesson(slug)
        recognise(slug, 3)
        recognise(slug, jp)  # the newest decision counts
    said = words(client)
    assert "20 JP dalam 2 pelatihan yang diakui" in said and "Pelatihan di katalog cukup." in said
    with door(writes=True):
        db.session.execute(
            db.text("UPDATE course SET withdrawn_at = created_at, withdrawn_by = 'x' WHERE slug = 'ramah'")
        )
    assert "8 JP dalam 1 pelatihan yang diakui" in words(client)


def test_late_and_coming_duties_are_found_in_stored_counts(app: Flask) -> None:
    (unit,) = add_units(BIG)
    staff(unit, 6, [20] * 6)
    offices.assign(offices.add_lesson(), due_on=local_today().replace(year=local_today().year + 1))
    client = leader(app)
    said = words(client)
    assert "Tenggat terbanyak jatuh pada" in said and "6 dari 6 yang belum selesai." in said
    with door(writes=True):
        db.session.execute(db.text("UPDATE duty_count SET until = '2020-01-01'"))
    said = words(client)
    assert "Pelatihan wajib lewat tenggat 6" in said and "Minta kepala unit menuntaskan 6 kewajiban" in said


def test_cost_says_what_it_knows_and_adds_nothing_up(app: Flask) -> None:
    staff(None, 5, [20, 20])
    client = leader(app)
    said = words(client)
    assert f"Belum ada data: belanja {local_today().year} belum diisi." in said
    assert "Belum ada data: tarif narasumber belum diisi." in said
    say("training_spend", "412000000")
    say("speaker_rate", "900000")
    said = words(client)
    assert "Rp 10.300.000: belanja Rp 412.000.000 untuk 40 JP" in said
    assert "jam narasumber" in said and "Ketiga baris ini tidak dijumlahkan." in said


def test_spending_of_another_year_is_not_taken_for_that_of_this_one(app: Flask) -> None:
    staff(None, 5, [20, 20])
    with door(writes=True):
        last_year = local_today().replace(year=local_today().year - 1, day=1)
        org.set_fact("training_spend", "412000000", last_year, by="operator", now=NOW)
    assert "412" not in words(leader(app))


@pytest.mark.parametrize(("name", "value"), [("training_spend", "4,5 juta"), ("speaker_rate", "-1"),
                                             ("small_unit_people", "4"), ("small_unit_people", "")])  # fmt: skip
def test_settings_that_are_no_numbers_are_refused(app: Flask, name: str, value: str) -> None:
    done = app.test_cli_runner().invoke(args=["institution", "set", "--", name, value])
    assert done.exit_code == 1 and "Not done" in done.output


def test_it_is_complete_in_english(app: Flask) -> None:
    (unit,) = add_units(BIG)
    staff(unit, 10, [20, 25, 20, 21, 19, 4])
    client = leader(app)
    client.post("/language", data={"language": "en"})
    said = words(client)
    assert "4 in 10 people have reached at least 20 JP" in said
    assert "These numbers show learning, not yet the quality of service." in said and "pegawai" not in said


def test_it_asks_no_more_of_the_database_for_more_people_and_units(app: Flask) -> None:
    client = leader(app)

    def asked() -> int:
        with statements() as seen:
            client.get("/leadership")
        return len(selects(seen))

    staff(add_units(BIG)[0], 12, [20])
    few = asked()
    for unit in add_units(*(f"Unit {number}" for number in range(8))):
        staff(unit, 12, [20])
    assert asked() <= few
