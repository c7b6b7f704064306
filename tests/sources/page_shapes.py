"""Pages as sites and their builders write them, with what stands around the part that matters."""

# ruff: noqa: E501  (markup is easier to read unbroken)

from __future__ import annotations

from typing import Final


def site(body: str, head: str = "", title: str = "Careers", lang: str = "en") -> str:
    return f"""<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/css/main.8f3a.css"><link rel="icon" href="/favicon.ico">
<script async src="https://www.googletagmanager.com/gtag/js?id=G-ABC123"></script>
<script>window.dataLayer=window.dataLayer||[];function gtag(){{dataLayer.push(arguments)}}gtag('js',new Date());</script>
{head}</head><body>
<header><nav><a href="/">Home</a><a href="/products">Products</a><a href="/about">About</a><a href="/blog">Blog</a><a href="/contact">Contact</a></nav></header>
<main>{body}</main>
<footer><a href="https://www.linkedin.com/company/some-firm">LinkedIn</a><a href="https://twitter.com/somefirm">X</a>
<a href="/privacy">Privacy</a><a href="/imprint">Imprint</a><a href="https://www.facebook.com/somefirm">Facebook</a></footer>
</body></html>"""


def ld(*objects: str) -> str:
    return "".join(f'<script type="application/ld+json">{o}</script>' for o in objects)


JOB: Final = """{"@context":"https://schema.org","@type":"JobPosting","title":"%s","datePosted":"2026-11-02","validThrough":"2026-12-31","description":"<p>You will work with us on things that matter, for customers in many places.</p>","hiringOrganization":{"@type":"Organization","name":"%s"},"jobLocation":{"@type":"Place","address":{"@type":"PostalAddress","addressLocality":"Leeds","addressCountry":"GB"}},"employmentType":"FULL_TIME","identifier":{"@type":"PropertyValue","name":"%s","value":"%s"},"url":"%s"}"""


def job(title: str, firm: str, ident: str, url: str) -> str:
    return JOB % (title, firm, firm, ident, url)


def sitemap(*urls: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        + "".join(f"<url><loc>{u}</loc><lastmod>2026-11-20</lastmod></url>" for u in urls)
        + "</urlset>"
    )


def rss(title: str, link: str, *items: tuple[str, str]) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title><link>{link}</link><description>x</description>'
        + "".join(
            f"<item><title>{t}</title><link>{u}</link><guid>{u}</guid><pubDate>Mon, 16 Nov 2026 09:00:00 +0000</pubDate><description>&lt;p&gt;Join us.&lt;/p&gt;</description></item>"
            for t, u in items
        )
        + "</channel></rss>"
    )


def wp(body: str, title: str = "Careers", head: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{title}</title>
<link rel="alternate" type="application/rss+xml" title="Site &raquo; Feed" href="/feed/"><link rel="alternate" type="application/rss+xml" title="Site &raquo; Comments Feed" href="/comments/feed/">
<link rel="https://api.w.org/" href="/wp-json/"><link rel="EditURI" type="application/rsd+xml" href="/xmlrpc.php?rsd"><meta name="generator" content="WordPress 6.7">{head}</head>
<body class="page-template-default page"><div id="page"><header class="site-header"><ul id="menu-main"><li><a href="/">Home</a></li><li><a href="/services/">Services</a></li><li class="current"><a href="/careers/">Careers</a></li></ul></header>
<div class="entry-content elementor">{body}</div><footer>© 2026 <a href="https://www.instagram.com/firm/">Instagram</a></footer></div></body></html>"""


def webflow(body: str, title: str = "Careers") -> str:
    return f"""<!DOCTYPE html><html data-wf-domain="www.site.com" data-wf-page="65a" data-wf-site="65b"><head><meta charset="utf-8"/><title>{title}</title><link href="https://cdn.prod.website-files.com/65b/css/site.css" rel="stylesheet"/></head><body><div class="navbar w-nav"><a href="/" class="brand w-nav-brand"></a><a href="/careers" class="nav-link w-nav-link w--current">Careers</a></div>{body}<script src="https://d3e54v103j8qbb.cloudfront.net/js/jquery-3.5.1.min.js"></script></body></html>"""


def nuxt(payload: str, title: str = "Jobs") -> str:
    return f"""<!doctype html><html><head><title>{title}</title></head><body><div id="__nuxt"></div><script>window.__NUXT__=(function(a,b){{return {{data:[{payload}]}}}}(null,true));</script><script src="/_nuxt/app.js" defer></script></body></html>"""
