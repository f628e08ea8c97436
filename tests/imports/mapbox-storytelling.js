// A story for the tests; nothing of it is run.
const CREDIT = 'M. Field';
var config = {
    style: 'mapbox://styles/mapbox/streets-v12',
    accessToken: 'none',
    showMarkers: false,
    title: 'The fleet\'s ' + 'year',
    subtitle: `From Malta
to Odessa`,
    byline: 'By ' + CREDIT,
    footer: 'Source: made for tests',
    chapters: [
        {
            id: 'malta',
            alignment: 'left',
            hidden: false,
            title: 'The fleet came in, 26 November 1854',
            image: './malta.jpg',
            description: 'It <b>lay</b> in the harbour.',
            location: { center: [14.5, 35.9], zoom: 12.5, pitch: 60, bearing: -43.2, },
            mapAnimation: 'flyTo',
            rotateAnimation: false,
            callback: function () { alert('malta'); },
            onChapterEnter: [ /* { layer: 'x', opacity: 1 } */ ],
            onChapterExit: [{ layer: 'x', opacity: 0 }]
        },
        {
            id: 'odessa',
            title: "We sailed on",
            description: `On 3 December we lay before <a href="https://example.org/odessa">Odessa</a>.`,
            location: { center: { lon: 30.73, lat: 46.48 }, zoom: 10 },
        },
    ]
};
