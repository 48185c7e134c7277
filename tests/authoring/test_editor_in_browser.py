"""The editor in a real browser: typing with and without script, pasting from Word, dropping a picture, two authors."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect

from lms.accounts.queries import SIGNIN_COOKIE
from tests.authoring.editing import Author, author
from tests.content.test_media import picture
from tests.support.chromium import PATIENCE

pytestmark = pytest.mark.browser

WORD = (
    "<html><body><h1>Alur layanan</h1><p class=MsoNormal>Warga <b>datang</b> ke loket.</p>"
    "<ul><li>Ambil nomor</li><li>Tunggu</li></ul><table><tr><td>Loket</td><td>Jam</td></tr>"
    "<tr><td>Satu</td><td>8</td></tr></table></body></html>"
)
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const box = document.activeElement;
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
DROP = """async ([name, bytes, selector]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
  const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector(selector).dispatchEvent(drop);
}"""


def tab_of(chromium: Browser, site: str, ani: Author, width: int = 1280, script: bool = True) -> Page:
    """A tab in which the author is signed in, on the page."""
    cookie = ani.client.get_cookie(SIGNIN_COOKIE)
    assert cookie is not None
    context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
    context.add_cookies([{"name": SIGNIN_COOKIE, "value": cookie.value, "url": site}])
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    tab.goto(site + ani.at("page"))
    return tab


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_typed_is_saved_by_itself_with_its_looks(
    portal: tuple[str, Flask], chromium: Browser, width: int
) -> None:
    site, app = portal
    ani = author(app)
    tab = tab_of(chromium, site, ani, width)
    tab.get_by_role("link", name="Ubah paragraf 1").click()
    box = tab.locator('[id="f-text-box"]')
    box.press("ControlOrMeta+End")
    box.press("Enter")
    tab.keyboard.type("Paragraf ")
    tab.get_by_role("button", name="Tebal").click()
    tab.keyboard.type("kedua")
    expect(tab.get_by_text("Tersimpan ")).to_be_visible()
    assert "**bernama jelas** cepat ditemukan.\n\nParagraf **kedua**\n\n## Tiga" in ani.text()
    tab.keyboard.type(" saja.")
    tab.get_by_role("button", name="Simpan").click()
    expect(tab.get_by_role("status").get_by_text("Tersimpan")).to_be_visible()
    assert ani.text().count("kedua") == 1 and "saja." in ani.text()
    tab.context.close()


def test_what_is_typed_before_the_script_has_come_is_kept(portal: tuple[str, Flask], chromium: Browser) -> None:
    site, app = portal
    ani = author(app)
    tab = tab_of(chromium, site, ani)
    held: list[Route] = []
    is_slow = True
    tab.route("**/*.js", lambda route: held.append(route) if is_slow else route.continue_())
    tab.goto(f"{site}{ani.at('page', '?open=0')}", wait_until="commit")
    tab.locator('textarea[name="text"]').fill("Ditulis lebih dulu.")
    tab.locator('textarea[name="text.bold"]').fill("")
    is_slow = False
    for route in held:
        route.continue_()
    tab.wait_for_load_state("networkidle")
    tab.get_by_role("button", name="Simpan").first.click()
    expect(tab.get_by_role("status").get_by_text("Tersimpan")).to_be_visible()
    assert "\n\nDitulis lebih dulu.\n\n## Tiga" in ani.text()
    tab.context.close()


def test_what_is_pasted_from_word_keeps_heading_list_table_and_bold(
    portal: tuple[str, Flask], chromium: Browser
) -> None:
    site, app = portal
    ani = author(app)
    tab = tab_of(chromium, site, ani)
    tab.goto(f"{site}{ani.at('page', '?add=end&kind=paragraph')}")
    tab.locator('[id="f-text-box"]').click()
    tab.evaluate(PASTE, [WORD, "Alur layanan"])
    expect(tab.get_by_role("heading", name="Alur layanan", exact=True)).to_be_visible()
    text = ani.text()
    assert "Warga **datang** ke loket.\n\n- Ambil nomor\n- Tunggu\n" in text and "| Loket | Jam |" in text
    tab.context.close()


def test_a_dropped_picture_asks_for_its_description_where_it_stands(
    portal: tuple[str, Flask], chromium: Browser
) -> None:
    site, app = portal
    ani = author(app)
    tab = tab_of(chromium, site, ani)
    tab.wait_for_selector(".grip")
    tab.evaluate(DROP, ["Loket Baru.png", list(picture(30, 20)), "main"])
    tab.get_by_label("Uraian gambar").fill("Loket baru di lantai satu")
    tab.get_by_role("button", name="Simpan uraian").click()
    expect(tab.get_by_role("img", name="Loket baru di lantai satu")).to_be_attached()
    assert "![Loket baru di lantai satu](../media/loket-baru.png)" in ani.text()
    assert ani.files()["media/loket-baru.png"] == picture(30, 20)
    tab.context.close()


def test_without_connection_the_text_stays_and_is_sent_later(portal: tuple[str, Flask], chromium: Browser) -> None:
    site, app = portal
    ani = author(app)
    tab = tab_of(chromium, site, ani)
    tab.goto(f"{site}{ani.at('page', '?open=1')}")
    tab.get_by_role("textbox", name="Kata-kata judul").click()
    tab.context.set_offline(True)
    tab.keyboard.type("Sore: ")
    expect(tab.get_by_text("Tulisan Anda aman di perangkat ini.")).to_be_visible()
    tab.context.set_offline(False)
    expect(tab.get_by_text("Tersimpan ")).to_be_visible()
    assert "Sore:" in ani.text()
    tab.context.close()


def test_a_conflict_leads_to_both_texts(portal: tuple[str, Flask], chromium: Browser) -> None:
    site, app = portal
    ani = author(app)
    tab = tab_of(chromium, site, ani)
    tab.goto(f"{site}{ani.at('page', '?open=1')}")
    ani.save({**ani.opened(1), "text": "Judul rekan"})
    tab.get_by_role("textbox", name="Kata-kata judul").fill("Judul saya")
    tab.get_by_role("button", name="Lihat kedua tulisan").click()
    expect(tab.get_by_role("heading", name="Dua tulisan untuk satu bagian")).to_be_visible()
    expect(tab.get_by_role("heading", name="Judul rekan")).to_be_visible()
    tab.get_by_role("button", name="Pakai punya saya").click()
    expect(tab.get_by_role("heading", name="Judul saya")).to_be_visible()
    tab.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_with_a_picture_and_a_question_is_written_without_script(
    portal: tuple[str, Flask], chromium: Browser, width: int
) -> None:
    site, app = portal
    ani = author(app)
    tab = tab_of(chromium, site, ani, width, script=False)
    tab.get_by_role("link", name="Gambar", exact=True).click()
    tab.get_by_label("Gambar dari perangkat ini").set_input_files(
        {"name": "peta.png", "mimeType": "image/png", "buffer": picture(40, 30)}
    )
    tab.get_by_role("button", name="Simpan").click()
    expect(tab.get_by_text("Gambar belum diberi uraian.").first).to_be_visible()
    tab.get_by_label("Uraian gambar").fill("Peta loket")
    tab.get_by_role("button", name="Simpan").click()
    expect(tab.get_by_role("img", name="Peta loket")).to_be_attached()
    tab.get_by_role("link", name="Tambah soal").click()
    tab.get_by_role("link", name="Satu jawaban tepat").click()
    tab.get_by_label("Pertanyaan", exact=True).fill("Di mana loket?")
    tab.get_by_label("Pilihan 1", exact=True).fill("Lantai satu")
    tab.get_by_label("Pilihan 2", exact=True).fill("Lantai dua")
    tab.get_by_label("Pilihan 1 tepat").check()
    tab.get_by_role("button", name="Lihat seperti peserta").click()
    expect(tab.get_by_text("Ini yang dilihat peserta")).to_be_visible()
    tab.get_by_role("button", name="Simpan").click()
    expect(tab.get_by_text("Jawaban tepat.")).to_be_visible()
    assert "## Soal: Di mana loket? {#di-mana-loket}\n\n- (x) Lantai satu\n- ( ) Lantai dua\n" in ani.text()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.context.close()
