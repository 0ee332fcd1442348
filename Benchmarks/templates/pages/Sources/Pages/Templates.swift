/// The theme in Mustache, as ours and swift-mustache read it.
public let mustacheTemplates = [
  "layout": """
  <!doctype html>
  <html lang="{{site.language}}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{$title}}{{/title}} | {{site.title}}</title>
    <meta name="description" content="{{site.description}}">
    <link rel="canonical" href="{{page.url}}">
    <link rel="stylesheet" href="{{asset.style}}">
  </head>
  <body>
  <a class="skip" href="#main">{{strings.skip}}</a>
  <header>
    <a href="{{site.home}}">{{site.title}}</a>
    <nav>
      <ul>
  {{#menu}}
        <li><a href="{{address}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{title}}</a></li>
  {{/menu}}
      </ul>
    </nav>
  </header>
  <main id="main">
  {{$main}}{{/main}}
  </main>
  <footer>
    <p>{{site.title}}</p>
    <p><a href="{{page.feed}}">{{strings.subscribe}}</a></p>
  </footer>
  </body>
  </html>

  """,
  "article": """
  {{<layout}}{{$title}}{{document.title}}{{/title}}{{$main}}<nav><ol>
  {{#breadcrumb}}
    <li><a href="{{address}}">{{title}}</a></li>
  {{/breadcrumb}}
  </ol></nav>
  <article>
    <h1>{{document.title}}</h1>
    <p>
      <time datetime="{{document.iso}}">{{document.long}}</time>
      {{#document.author}}<span>{{document.author}}</span>{{/document.author}}
      {{words}} {{strings.words}}，{{minutes}} {{strings.minutes}}
    </p>
  {{#hasHeadings}}
    <nav>
      <h2>{{strings.contents}}</h2>
      <ol>
  {{#headings}}
        <li{{#isSub}} class="sub"{{/isSub}}><a href="#{{id}}">{{title}}</a></li>
  {{/headings}}
      </ol>
    </nav>
  {{/hasHeadings}}
  {{{content}}}
    <p>{{strings.tags}}：{{#document.tags}}<a href="{{address}}">{{title}}</a> {{/document.tags}}</p>
  </article>
  <nav>
  {{#previous}}
    <a rel="prev" href="{{address}}">{{strings.previous}}：{{title}}</a>
  {{/previous}}
  {{#next}}
    <a rel="next" href="{{address}}">{{strings.next}}：{{title}}</a>
  {{/next}}
  </nav>{{/main}}{{/layout}}
  """,
  "list": """
  {{<layout}}{{$title}}{{page.title}}{{/title}}{{$main}}<h1>{{page.title}}</h1>
  <ul>
  {{#items}}
  {{>card}}
  {{/items}}
  </ul>{{/main}}{{/layout}}
  """,
  "card": """
  <li>
    <h2><a href="{{address}}">{{title}}</a>{{#isPinned}} <b>{{strings.pinned}}</b>{{/isPinned}}</h2>
    <p><time datetime="{{iso}}">{{long}}</time>{{#author}} <span>{{author}}</span>{{/author}}</p>
  {{#summary}}
    <p>{{summary}}</p>
  {{/summary}}
    <p>{{#tags}}<a href="{{address}}">{{title}}</a> {{/tags}}</p>
  </li>

  """,
]

/// The same theme for Stencil, which escapes nothing.
public let stencilTemplates = [
  "layout": """
  <!doctype html>
  <html lang="{{ site.language }}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{% block title %}{% endblock %} | {{ site.title }}</title>
    <meta name="description" content="{{ site.description }}">
    <link rel="canonical" href="{{ page.url }}">
    <link rel="stylesheet" href="{{ asset.style }}">
  </head>
  <body>
  <a class="skip" href="#main">{{ strings.skip }}</a>
  <header>
    <a href="{{ site.home }}">{{ site.title }}</a>
    <nav>
      <ul>
  {% for link in menu %}
        <li><a href="{{ link.address }}"{% if link.isCurrent %} aria-current="page"{% endif %}>{{ link.title }}</a></li>
  {% endfor %}
      </ul>
    </nav>
  </header>
  <main id="main">
  {% block main %}{% endblock %}
  </main>
  <footer>
    <p>{{ site.title }}</p>
    <p><a href="{{ page.feed }}">{{ strings.subscribe }}</a></p>
  </footer>
  </body>
  </html>

  """,
  "article": """
  {% extends "layout" %}{% block title %}{{ document.title }}{% endblock %}{% block main %}<nav><ol>
  {% for link in breadcrumb %}
    <li><a href="{{ link.address }}">{{ link.title }}</a></li>
  {% endfor %}
  </ol></nav>
  <article>
    <h1>{{ document.title }}</h1>
    <p>
      <time datetime="{{ document.iso }}">{{ document.long }}</time>
      {% if document.author %}<span>{{ document.author }}</span>{% endif %}
      {{ words }} {{ strings.words }}，{{ minutes }} {{ strings.minutes }}
    </p>
  {% if hasHeadings %}
    <nav>
      <h2>{{ strings.contents }}</h2>
      <ol>
  {% for heading in headings %}
        <li{% if heading.isSub %} class="sub"{% endif %}><a href="#{{ heading.id }}">{{ heading.title }}</a></li>
  {% endfor %}
      </ol>
    </nav>
  {% endif %}
  {{ content }}
    <p>{{ strings.tags }}：{% for tag in document.tags %}<a href="{{ tag.address }}">{{ tag.title }}</a> {% endfor %}</p>
  </article>
  <nav>
  {% if previous %}
    <a rel="prev" href="{{ previous.address }}">{{ strings.previous }}：{{ previous.title }}</a>
  {% endif %}
  {% if next %}
    <a rel="next" href="{{ next.address }}">{{ strings.next }}：{{ next.title }}</a>
  {% endif %}
  </nav>{% endblock %}
  """,
  "list": """
  {% extends "layout" %}{% block title %}{{ page.title }}{% endblock %}{% block main %}<h1>{{ page.title }}</h1>
  <ul>
  {% for item in items %}{% include "card" item %}{% endfor %}
  </ul>{% endblock %}
  """,
  "card": """
  <li>
    <h2><a href="{{ address }}">{{ title }}</a>{% if isPinned %} <b>{{ strings.pinned }}</b>{% endif %}</h2>
    <p><time datetime="{{ iso }}">{{ long }}</time>{% if author %} <span>{{ author }}</span>{% endif %}</p>
  {% if summary %}
    <p>{{ summary }}</p>
  {% endif %}
    <p>{% for tag in tags %}<a href="{{ tag.address }}">{{ tag.title }}</a> {% endfor %}</p>
  </li>

  """,
]
