-- Registration of 1. Shop & *stock*
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_register_ai-management.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

BEGIN;

--: Register the migration, with the hashes of its specs and of its plan, and its data sets.
DO $register$
BEGIN
    PERFORM migration.register_migration(
        'ai-management',
        'a2b4d6e19f504f72878c637588cffd34d8db707749e2dada6a63ef8715f10a7e',
        '21f8c9b7b9cde58085ca5a9afa8dc5a8f0724053a68ba3c24a5ed79c9ddb3544',
        'changeover 1'
    );
    PERFORM migration.register_data_set('ai-management', 'orders');
    PERFORM migration.register_data_set('ai-management', 'stock');
    PERFORM migration.register_data_set('ai-management', 'later');
END
$register$;

--: Register every step, with the hashes of its files, and forget those that the specs lost.
DO $register_steps$
BEGIN
    PERFORM migration.forget_other_steps(
        'ai-management',
        ARRAY[
            'contract.ledger',
            'contract.orders',
            'contract.parcels',
            'contract.stock',
            'schemas.ai-management',
            'table.customers',
            'table.places',
            'table.purchases',
            'table.shelves',
            'table.shipments',
            'partitions.shipments',
            'mapping.orders',
            'mapping.parcels',
            'mapping.stock',
            'fence.orders',
            'fence.parcels',
            'fence.stock',
            'looked_up.orders',
            'looked_up.stock',
            'bring.orders',
            'bring.parcels',
            'bring.stock',
            'capture.orders',
            'capture.parcels',
            'capture.stock',
            'copier.orders',
            'copier.parcels',
            'copier.stock',
            'backfill.orders',
            'backfill.parcels',
            'backfill.stock',
            'index.purchases_legacy_key',
            'foreign_key.purchases_customer_id_fkey',
            'foreign_key.shelves_owner_name_fkey',
            'settle.orders',
            'settle.parcels',
            'settle.stock',
            'restored.orders',
            'restored.parcels',
            'restored.stock',
            'oracle.orders',
            'oracle.parcels',
            'oracle.stock',
            'validator.orders',
            'validator.parcels',
            'validator.stock',
            'repair.orders',
            'repair.parcels',
            'repair.stock',
            'recheck.orders',
            'recheck.parcels',
            'recheck.stock',
            'validation.orders',
            'validation.parcels',
            'validation.stock',
            'names.orders',
            'names.parcels',
            'names.stock',
            'reconcile.orders',
            'reconcile.parcels',
            'reconcile.stock',
            'reverse.orders',
            'reverse.parcels',
            'reverse.stock',
            'dependants.ai-management',
            'statements.ai-management',
            'switch.orders',
            'switch.stock',
            'finalize.orders',
            'finalize.stock',
            'hold.orders',
            'hold.stock'
        ]::text[]
    );
    PERFORM migration.register_step(
        'ai-management', s.step, s.phase, s.position, s.sha_apply, s.sha_rollback,
        s.data_set
    )
    FROM (
        VALUES
            (
                'contract.ledger', 'planned', 56,
                'a5876f1336ed4679649cf55920be6cf461b208b29d5f788b91d8584b8e0c36e7',
                '1a3e32cfa440870c7db280167d201b1c3d74aef8bdbd2faf60ffedaa009fe777',
                NULL
            ),
            (
                'contract.orders', 'planned', 57,
                'a1e4d8e4c89582a52e55438355bb208ccdd6eaa070d61ed65ac8b94966422cbe',
                'e6e8b7d4b8f01ef3e65df43b4797ca50819b4b0072f3dec0fdd2294060a8a699',
                NULL
            ),
            (
                'contract.parcels', 'planned', 58,
                '9809c670d06f3767ef2851c8fdb5e2a227f0adeeeb7188bc5d4d4c24e8e89ff9',
                'cab8b3c8a201d97a83004f189e21d3acfe1adad2eb470bea1338b908b45c654d',
                NULL
            ),
            (
                'contract.stock', 'planned', 59,
                'a02a04f913cd8d6690c5f2f2bd4ac4bb924fcafcc54b83706e940adb90edd15f',
                'fead7104b88da7acd4b2e1f86db4fd7bc646c2bccf025c82953d39a3f2993898',
                NULL
            ),
            (
                'schemas.ai-management', 'expanded', 62,
                '983a38c7887e8833516dd175aab7f92deb6a7d1040b3b4d77c0a92b895084e1d',
                '65e3039897d89163e33920f14d0483745fbeb7ba55b23fbe3c9e5b10d60bbd43',
                NULL
            ),
            (
                'table.customers', 'expanded', 63,
                'f8bf8d3ab47d41af33358164854438840a5b5a33409614ef48e71f811579635a',
                '17ab56205686eb68ffcd03f27ad9a021b0495ba980ee027572b1675569e29d2a',
                NULL
            ),
            (
                'table.places', 'expanded', 64,
                'a7afb0a7425240f16e9a02fe36b65537e799b3677585df2d7dbc05b8bb413f5d',
                '094321c0b6b675b6dcbba8ea7a2711135818e988c5a86060337f67d6cc90b6d6',
                NULL
            ),
            (
                'table.purchases', 'expanded', 65,
                '11c869a68f9f4ecda52be36bdc37c6d816f8f93c349592420ed5cd126ebd764c',
                'd4216ff02c66ad753285d139f2ac8f545aa7e81c51fce8920bdbff8f2e13552b',
                NULL
            ),
            (
                'table.shelves', 'expanded', 66,
                '9363bde53f7d78d6ccc2093bea464c1dfa4cd4af87adc57832e4ed55668ce5ef',
                '3bc797fea89a3f2df81dfab9b46ebc3c993e8a769bc89b6e396826635094544c',
                NULL
            ),
            (
                'table.shipments', 'expanded', 67,
                '29f157b3ecf86f4dfc107c43eec6460875f6341f54a69b9ce2d8d59992dea4e3',
                '1b3009175d64be8b69d29a67a0744d99b6f8320c3c9ae67b980103607c4ee1ae',
                NULL
            ),
            (
                'partitions.shipments', 'expanded', 68,
                '0389544f19f7aa99a4c107cb6c3bcc1f1cc46afae01b7823d0876bb211913917',
                'a2b4964fc24da786137fb317e3d72af8b86320cd378af0b084243ffca0c8c8af',
                NULL
            ),
            (
                'mapping.orders', 'expanded', 69,
                'daf5865cdf4f6a17dce6a479c00a3233b58215b0a2219b5b085a5ed43b067a1d',
                '0e3773bc422fd45c0f721d28a6ac057e182ee25d71e462215dfc13fecb103b4e',
                'orders'
            ),
            (
                'mapping.parcels', 'expanded', 70,
                'bafaeb6da3d4ca2bde1ec5ee07ecb98dfcf5a6a666f0520bbf9f8aff6042c84e',
                '9666885ed6322d53668f094db913d54c8a29fe62347894104eddb53618a2977d',
                'orders'
            ),
            (
                'mapping.stock', 'expanded', 71,
                'a0b022a7d01179913a5a84257fbdefb379be18ddfff08d1ece61ba2b1a4c0939',
                'a4ab99941c6335dc8f41db2e3f80524387243ed27a49a286eef5c4c1190c0eb7',
                'stock'
            ),
            (
                'fence.orders', 'expanded', 72,
                '8dcf085781db8d0bf77442941275b92d6a74e64047cdb43c5636d14ba1019d0c',
                '5ab1ce4f5195162abe82d3c614c9ff0b05afd4804d8c25fee6371ba26a0ca81b',
                'orders'
            ),
            (
                'fence.parcels', 'expanded', 73,
                'cdd903bea0b3a6a8383502d35a6f48059a44c5473a37f3e0ea7ad69ca93c69ae',
                'de9bf3fe749b7ee0ed74bbe9e8352a7e3248c4468bb4b1f32c466397c4602a8e',
                'orders'
            ),
            (
                'fence.stock', 'expanded', 74,
                'f5f953638bc45c994bd39fc74b583fc512c26bc1567ebe79cafb0a9223214d53',
                '2308d6826c5659fa9d28175cfe9a2918794f13cde6cecee065194b786696a275',
                'stock'
            ),
            (
                'looked_up.orders', 'capturing', 75,
                'e83ea283f3a32e4442de7b071b005ce0fe8cdf2e90fc9c8ead375129522ca330',
                'a4def04dd4d43990a9466be351a3813148cef956ced63885c0b715f872a74389',
                'orders'
            ),
            (
                'looked_up.stock', 'capturing', 76,
                '2de4f623d35eb2ba9afd659a08e89e1c52a4ef930f617be45405d0c56a2523ac',
                'dc98ef82005bca56431fb5eba08a75f75ef41d423450f70db46b3eede3209a0d',
                'stock'
            ),
            (
                'bring.orders', 'capturing', 77,
                'd80852a61484eea9f201d58fe7087e516244e3843817d90dfb3c59788a0f3ddd',
                '4d4282482c60ba23946605de660c7fe7c0f71a4ef3272734505fab51476ce70e',
                'orders'
            ),
            (
                'bring.parcels', 'capturing', 78,
                '80318c33394eb2288659e9981c4efde8f756a1bf55ae6c83811968466cacfbfd',
                '9ec8c01c84c4c95db25967149addf4ed903cf2cd4a74621791a21cdb12160712',
                'orders'
            ),
            (
                'bring.stock', 'capturing', 79,
                'f8fff247b7a1effa5c8c66cf96ac7d9febb5c1311eb102ca68d3100fac91ebe0',
                'ce00ff4152290f2972ca8e260a1da3eeda462cbc10617b751d791827a6d39cb4',
                'stock'
            ),
            (
                'capture.orders', 'capturing', 80,
                'a385a173f4f160b6fdb2edf357f9e9882d23a8616501ad8a9c0c5a16e9c63e44',
                '56a7db6b5cb8583f07cc0211e357dfc8c14e8a7bd9c42697ec8a88d2b8362809',
                'orders'
            ),
            (
                'capture.parcels', 'capturing', 81,
                '42e30756cb5cd1cde6f504c62c7de8a8325e2a2a36a599e7150c4d1cfb7fa76f',
                'b9837f9fb04541348e1d3b9219366efca3c98867ceafc96f1898c38133ef7186',
                'orders'
            ),
            (
                'capture.stock', 'capturing', 82,
                '461481c3ac3257d2c3f64a41aa646b5782fc3d397df9b0706039dd0286a513da',
                '42084b0f65dcd3d541cca6934d8d74274b564a94b66b74585d042bc059931157',
                'stock'
            ),
            (
                'copier.orders', 'copying', 83,
                '1490d736710abde95de737d09296f6adbb3cf8e3c627ceea5390c145e8214887',
                '183e44cfb734c299da15247128052c4916066065f56f5560a4db0f7d167efcb7',
                'orders'
            ),
            (
                'copier.parcels', 'copying', 84,
                'cd8b3a3d4c58c7ff032cb0abe95b795f937a575d21e31f8ebf779811e36d4cd1',
                'c27bd73508e4c8896b1d000ac831a08d6637df7167c38a83f49080cdfa8746db',
                'orders'
            ),
            (
                'copier.stock', 'copying', 85,
                '1f19a2b3386cb05fd68fe4c303e5fa9c5cb96866b633393c0275e29a034114bb',
                '3061d5e5370bed703d576de50a38768536c53c14da1c47c84a51303eba820d46',
                'stock'
            ),
            (
                'backfill.orders', 'copying', 86,
                '2a98646aef0adfce492f05c9d0d6ee50a30fac845be258a6d79cb12e0dfb5264',
                '6344e1e689fbdd757dca9895839c4790b02ac69b6ca4d842d7c50037d2a0e5a8',
                'orders'
            ),
            (
                'backfill.parcels', 'copying', 87,
                '4bc6960a58ef8e1fb04ef54142623a6c1881b9cc5fc58773e52ef398671eea1e',
                'b734297ace3b4ae7748a4af1000b299058417fc054f96500cc3f0f9138d53554',
                'orders'
            ),
            (
                'backfill.stock', 'copying', 88,
                'e88bb7933636cd8e059b0693f9f63440777de319da4c4afc0ad04a50b403349d',
                '73e4f469972ab62923619763e76c39378ef8835728f1f134e676fa3c62c6ad53',
                'stock'
            ),
            (
                'index.purchases_legacy_key', 'copied', 89,
                '0c085e0b6519343be0157d2ed0c74bd537686730104893e3586b88b48c8d22c7',
                '0d8dcf3eeda04dd019201d744ed61eee04ff5a46829609828e934789a1e10ca3',
                NULL
            ),
            (
                'foreign_key.purchases_customer_id_fkey', 'copied', 90,
                '02f278cce7dda1d2ae600380e810ffb76b0deb8b2468090fad19b49174ae6fc2',
                '0f65f17bd764e4b98e9e49779cacc0de59a1e76c8597ac70520c497f1ff0d297',
                NULL
            ),
            (
                'foreign_key.shelves_owner_name_fkey', 'copied', 91,
                'ccf202dcd1114981d8119592d503ce0225073c14f1cb501920bed9b79663e00e',
                '9b24363f7f183cb1d68afa05518119a4490063a5aa57ec1d33f9711e7ac50854',
                NULL
            ),
            (
                'settle.orders', 'copied', 92,
                '84cf9809bdfda86d12d86e0b233a002785f57d5c476c1398ff81fc2d03455447',
                '6b9b8db0dbec575b5676437591ac274cd2f6ae9890c9d0a72b6866f9589ecb31',
                'orders'
            ),
            (
                'settle.parcels', 'copied', 93,
                'ce034d1c429fd5a1ae7634b9c2151f7837da43fa32a93e7119e8e57d84f7547b',
                'e2ab9b7d56b8a5bac5c3100f961874f56dbc9e3be0b7838da9205406c8800db9',
                'orders'
            ),
            (
                'settle.stock', 'copied', 94,
                '37f91cd6a1a05530a8169087bcac53674fa7debbbd6e33d356a1993711cc62bd',
                '23ab8adb0e07a2c30bce153f8b612892ee70c41c801fc5c022d7fe60395d5686',
                'stock'
            ),
            (
                'restored.orders', 'verified', 95,
                'e9892ebbc6cae0f2e940608e616b4bb3798d01f0f048681541802b5868be47ed',
                '4c26d53733ac056fedd270146b6a9909b3ec30b71b39d54366b288c233c1c8b0',
                'orders'
            ),
            (
                'restored.parcels', 'verified', 96,
                '30d439d4e8125d7cd293e04c78f5df9b5860ed3a03fce79b55e2bb0cc8c2773b',
                'c309bc6c89f667725d4393faabd93df4e29027f44eafa7d871dfc5136e2bfff4',
                'orders'
            ),
            (
                'restored.stock', 'verified', 97,
                '7968e095ca5b681f4ce7fedf50e6dab83eb6e9ff08657529553b074101d6ca76',
                'b49b6793429650fc60a27a860fb9e99560ba1d64459e8cdca2ca2eef78474361',
                'stock'
            ),
            (
                'oracle.orders', 'verified', 98,
                'aee615b809a1ad78cbfdbf58bbdb9f9a8263d2c9cb17d943b774a3c1446cd087',
                'a5315c0caf9e7fc95fa774f8e54e989ef85f839eec70b2f41f07741a4fa6477a',
                'orders'
            ),
            (
                'oracle.parcels', 'verified', 99,
                'e1321b29d0d157205449d362f2d3d0b441a351f2d2cfd394d73a0ee31f53ccee',
                '900e4b6c90369d59d487ea610e46a330c971cd7ad2461f0732031b33ff7e6985',
                'orders'
            ),
            (
                'oracle.stock', 'verified', 100,
                'aa2e0cb53f908d5cfdff00d4c3aad176bc220bb2896688f5515ae64c717040d9',
                'd5b9052bbfeeaf43771d86631a614d41119768ab933356de243b8c13524c7028',
                'stock'
            ),
            (
                'validator.orders', 'verified', 101,
                '180d3c190e14acf1da623d8cfa22d3d3363ad12e37d059dd2509dfc15c1ea666',
                '4d479f240e8c2506987ef2d13cf703887fadff16f5f1da56a0d81b975cad2b45',
                'orders'
            ),
            (
                'validator.parcels', 'verified', 102,
                'c772caf3cdf93900cce586ec7fe49a8adc8b71291b161072bae9bddc72c1322d',
                'ff200413efe7291202dc2391b79083d815064b18ef98c0190c17fbe82b3a2fac',
                'orders'
            ),
            (
                'validator.stock', 'verified', 103,
                '45b90a12289a6b6a3b7f99c7216500e4967d486a73014273a16924e6060912dc',
                '8d5f25ac14c2a8bea6a4234bbabfb9fd8503fc2a648130f3089ca71150f81861',
                'stock'
            ),
            (
                'repair.orders', 'verified', 104,
                'bc2f1a061555369c5ac66cc5225ce0e4259218e5ca7bd434f28b77a9298ca0a1',
                '2ac07e5987b9afa88bd67422e2ee7b5d58fdb34e745049c346d1ad089e706015',
                'orders'
            ),
            (
                'repair.parcels', 'verified', 105,
                'ebe6d5e8223ac44c331f51cdfd4b25f7bdf38eee4350eee0890708932760ae1b',
                '11b862a27cd76632212c9ffc56b5a486d90a7dc03a9b92735d4cb28dcf32016b',
                'orders'
            ),
            (
                'repair.stock', 'verified', 106,
                '94f2c028e2df9bf8fd903cca15dd3dc74529d63010eba69066664a7b1407ca90',
                '3e5f21ebd124c648ec4f60d5c23cdeedd7cb8195f991d752f95ab8fbb4c14b90',
                'stock'
            ),
            (
                'recheck.orders', 'verified', 107,
                '84e32f657f9ee67c8212ad391204cde00a70c329c30edab31cc4c1d568a89346',
                '49f2880063a5c9819ce15f987d9830985479f65be435e5a865f8ce1fca518819',
                'orders'
            ),
            (
                'recheck.parcels', 'verified', 108,
                '4fb5f5eb8dd08bf757a62204ebb70cf6c39c2117068f3f5d4470e01a58f4fbcf',
                'b2228aaa24badbed44a48c7b844dd8bcfb49caa678f274a68b9d72d7dabc6c7d',
                'orders'
            ),
            (
                'recheck.stock', 'verified', 109,
                '224dfb37c1732fb72b6796877c21e11bf474f419b4de44240d19189c38ad9aed',
                'ea5804e74d1391f2cfcd0ea407fa74456b67e8c0337c739cb0c6b63176ea9bae',
                'stock'
            ),
            (
                'validation.orders', 'verified', 110,
                '8334728ba6bbacd18113aa8efe18b613e0ac66e655135c34aa907686c46fd9a5',
                '7cc5f2487842ce1a64e4d9d6bfbb98f5a05d97fe1c80895ed1523cd0a513e99f',
                'orders'
            ),
            (
                'validation.parcels', 'verified', 111,
                '55862205244854dbe05c66c9347cb5f22ea2b2a34a3ef3da819496d7ab8db590',
                '9f25a6a4d88c16b55b887d2318567f6fff907a572e6f2ef0e9f1a3bf4d6dcc65',
                'orders'
            ),
            (
                'validation.stock', 'verified', 112,
                '12dc1f78e2e0fd3c8d274c4c953e57e5788cf59fc6aad42a8d341121246ae51d',
                '491839b9350d4da1a16a46f2903a704b400997eace3ca2bf4c2e588f8ae17c8f',
                'stock'
            ),
            (
                'names.orders', 'verified', 113,
                '39e4cf1849f58355d2f09bf6e31fa7913420afce52726382307eb6b693aba2c7',
                '5914922df1ed1cc642f7c72580d6b8a73c451539262aedeb099bb77a18c27de3',
                'orders'
            ),
            (
                'names.parcels', 'verified', 114,
                'a7ce3f6988dfb899fbc543f7b3c125aa1fd40b5ef48fcacd8c7785753392e53b',
                '8c7c2265fdad80ad69fa95dd3ba4fbc6e4c37c17f1f6437db4cbba2dcfd591f7',
                'orders'
            ),
            (
                'names.stock', 'verified', 115,
                '93a4b271e8e820114ce744b71f75f8c90bd9e0e902f7ea256e1014305baa81be',
                'f321f50d10f47af6d2a6f727c970ba94ab49535768852101a01f9e15b843500e',
                'stock'
            ),
            (
                'reconcile.orders', 'verified', 116,
                'b9f6d1831b80bb7b047b32782e3b7e5bc687d78918f500410179efd36ec58f65',
                'ac054bb211ff47ca1a8547f6b0bfbfd6300292459dd70640a55a3433943e6ba8',
                'orders'
            ),
            (
                'reconcile.parcels', 'verified', 117,
                '89a6127bfacff2846581093287c0b1323d6758886fce16d49d08827d0311c537',
                '2b83572cba0661dbb6b9cff3539a2a8f81416ade57cef004b005f42641feda77',
                'orders'
            ),
            (
                'reconcile.stock', 'verified', 118,
                'a4a36fd739d6e22d0dc4dfa2f3b0b5657c3582c4db9825a2cb01a8306974126b',
                '179e685d6dd1c1f2a088a35f263bfae1eaaca64e4bce708f993da4b0844057a7',
                'stock'
            ),
            (
                'reverse.orders', 'verified', 119,
                'df96b4787eaa0ff94bca11aae1d81aee05ca42da18312cc8511e5cd4bcdf845d',
                'ae801cf8cb3c94b6436dc72c5d4f7329f242a6a1d0524b69392533fc25a81185',
                'orders'
            ),
            (
                'reverse.parcels', 'verified', 120,
                '45201b8609d3080715ec649b5d7c2af6a7f7684701cdffa5fc42c8380a96b64b',
                '2c0f28262a9438628dfa676ac157f6b8863d92a1e53246be545d15cdce8d58bb',
                'orders'
            ),
            (
                'reverse.stock', 'verified', 121,
                'bf66eed278eab6d5648771ec6d3aeddf37b26003ae0fb390e374bdbea719b251',
                'be3b3630ba7fa3bf98e86d5406009647c186ac946608dbf3922d187b86a64502',
                'stock'
            ),
            (
                'dependants.ai-management', 'verified', 122,
                'dbd716408467639856ab24358da3f18abf9e9f376602436b2820f1567d8f2464',
                'ae2a569e4d1e077ca9418b67c6c33d5ebda145960a06f0d85a4360f2ead62f57',
                NULL
            ),
            (
                'statements.ai-management', 'verified', 123,
                'da5660f2bd776459a8968031e57f30b85a402bc2f6a1c570c61ba2b818feb6ac',
                '76f3f0c1debe18cd837ab9ddc8be263f8105f6084d9e654dfde0cd466f76ace0',
                NULL
            ),
            (
                'switch.orders', 'switched', 124,
                '43877f5d27c3da93da0fe97a6699ef54132c9a700da49fb7a090bcd4ed292df4',
                'dd032c841d70ef99e60958898293680ed6064be729dd3bf57af8ce8f79c1eccc',
                'orders'
            ),
            (
                'switch.stock', 'switched', 125,
                'cf2686593a29c6468ebf5a5723c5c1be27a05d406a5a72228f58a414f5d4a60e',
                '0c91a610b51b7be668e55938792b705f3cfa458019d5391c759e07f6ebed7b97',
                'stock'
            ),
            (
                'finalize.orders', 'finalized', 126,
                'eeaec3125782c23914aae8b7c52cdee347b5f66e2fe31dccad10565dec425d74',
                'be43710da526641d6765dbd2a4d4779c090a0cd02f592037691706f95ffeede3',
                'orders'
            ),
            (
                'finalize.stock', 'finalized', 127,
                '16e7418e759cde2a6fa13def9e668e4760016288d60c2bcfa9985f570e5d8857',
                'fa9211bdf8814e2eba409e517f51d29ef60d52e5bc2979a9bcaa1fc3434af2c7',
                'stock'
            ),
            (
                'hold.orders', 'holding', 128,
                '440dfbe8f2147df448118b868ab6bd7b029a85cbbccd4991de70cd142c0448a5',
                'a4486573bf343b2375868c0b173129e7d85275de3e9a77d4b7165c44fee8ceac',
                'orders'
            ),
            (
                'hold.stock', 'holding', 129,
                '8f7d9bd5a094695a098cb457bbc07d3b6ddac572eb1e0620e8c629341e4f4c00',
                '59e5d6a641ff141a2f141b3c062920d6b8f3051769ce282ceba851f05a8dd4ff',
                'stock'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback, data_set);
END
$register_steps$;

COMMIT;
