// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {Test} from "forge-std/Test.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {OracleDouble} from "test/support/OracleDouble.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {TestLst} from "test/support/TestLst.sol";

/// @notice Users, a donor, a mover of the oracle, the market's gains and losses, and the keeper, in any order.
/// @dev It never reverts by its own fault: what a limit promises must be paid. Ghosts remember what the invariants ask about.
contract VaultHandler is Test {
    struct Stored {
        int256 accrued;
        uint256 accruedAt;
        uint256 navPar;
        uint256 navOfSums;
        int256 held;
        uint256 feeShares;
        uint256 markRay;
        uint256 supply;
    }

    uint256 private constant YEAR = 365 days;
    uint256 private constant PROBE = 1e27;

    IVaultUnderTest private immutable VAULT;
    TestLst private immutable LST;
    OracleDouble private immutable ORACLE;
    StrategyDouble[2] private _strategies;
    address private immutable KEEPER;
    address private immutable GUARDIAN;
    address private immutable CURATOR;
    address private immutable FEE_RECIPIENT;
    address[4] public users;

    mapping(bytes4 => uint256) public calls;
    /// @dev An exit burns what repays the doubles' debt; what was paid in is what he got, then.
    bool private _left;
    int256 private _paidOut;
    /// @dev A round trip takes fees twice, at two supplies.
    bool private _twoSupplies;
    /// @notice The most by which a user's action lowered the price of a share beyond what time may take back, LST wei per 1e27 shares.
    uint256 public worstPriceDrop;
    /// @notice Times that a promise of `max*` was not kept.
    uint256 public brokenPromises;
    /// @notice The most that a round trip in one block gained, LST wei.
    uint256 public bestRoundTrip;
    /// @notice Times that a market haircut left something stored.
    uint256 public haircutsStored;
    /// @notice Times that an unreadable par left something stored.
    uint256 public outagesStored;
    /// @notice Times that an exit paid more than a redemption would have.
    uint256 public exitsOverBid;
    /// @notice Times that isolating a strategy changed what the vault is worth, or raised what leavers get.
    uint256 public isolationsThatGained;
    /// @notice Times that changing the budgets filled one.
    uint256 public budgetsFilled;
    /// @notice The most by which fees of one action were worth more than their share of gain and time, LST wei.
    uint256 public feesOverDue;
    /// @notice Times that a keeper's batch was refused.
    uint256 public refused;
    /// @notice Times that the high-water mark fell.
    uint256 public marksFallen;
    /// @notice Sum of all upward moves of the stored value that no user paid for, LST wei.
    uint256 public recognised;
    /// @notice Sum of what the bound allowed meanwhile.
    uint256 public recognisable;

    constructor(
        IVaultUnderTest vault_,
        TestLst lst_,
        OracleDouble oracle_,
        StrategyDouble[2] memory strategies_,
        address[3] memory keeperGuardianCurator
    ) {
        (VAULT, LST, ORACLE, _strategies) = (vault_, lst_, oracle_, strategies_);
        (KEEPER, GUARDIAN, CURATOR) = (keeperGuardianCurator[0], keeperGuardianCurator[1], keeperGuardianCurator[2]);
        FEE_RECIPIENT = vault_.fees().recipient;
        for (uint256 i; i < users.length; ++i) {
            users[i] = makeAddr(string.concat("user", vm.toString(i)));
            vm.prank(users[i]);
            LST.approve(address(VAULT), type(uint256).max);
        }
    }

    /* GHOSTS */

    /// @dev LST per 1e27 shares at the recognised value, free of what `convertToAssets` takes off for the virtual share.
    function _price() private view returns (uint256) {
        return Math.mulDiv(PROBE, 1e40, VAULT.convertToShares(1e40));
    }

    /// @dev Around a user's action: the price of the others does not fall, and what is stored rises by what was paid alone or by time.
    modifier ofAUser() {
        uint256 priceBefore = _price();
        Stored memory before = _stored();
        _;
        Stored memory s = _note(before, _left ? -_paidOut : _held() - before.held);
        _left = false;
        uint256 priceAfter = _price();
        // An entry on stored sums cannot see what the strategies gained since; the view before it could, within the bound.
        uint256 takenBack =
            priceBefore * VAULT.maxGainRateWad() * (block.timestamp - before.accruedAt) / (1e18 * YEAR) + 1;
        // Nor can it see a loss: a fee that was due before the loss is taken all the same.
        takenBack += Math.mulDiv(priceBefore, s.feeShares - before.feeShares, s.supply, Math.Rounding.Ceil);
        // Where nothing is left, the price is that of the virtual share, which belongs to nobody.
        if (before.navPar == 0) return;
        if (priceAfter + takenBack < priceBefore) worstPriceDrop = _max(worstPriceDrop, priceBefore - priceAfter);
    }

    /// @dev Around anything else: nobody pays in or takes out.
    modifier ofTheWorld() {
        Stored memory before = _stored();
        _;
        _note(before, 0);
    }

    function _stored() private view returns (Stored memory s) {
        (uint256 accrued, uint256 accruedAt) = VAULT.accrual();
        s.accrued = int256(accrued);
        s.accruedAt = accruedAt;
        (s.navPar, s.navOfSums) = (VAULT.valuation().navPar, _navOfSums());
        (s.held, s.supply) = (_held(), VAULT.totalSupply());
        if (FEE_RECIPIENT != address(0)) {
            (s.feeShares, s.markRay) = (VAULT.balanceOf(FEE_RECIPIENT), VAULT.highWaterMarkRay());
        }
    }

    /// @dev What time may have recognised is the bound on the value at which it was stored, before or after the action.
    function _note(Stored memory before, int256 paidIn) private returns (Stored memory s) {
        ++calls[msg.sig];
        s = _stored();
        int256 up = s.accrued - before.accrued - paidIn;
        if (up > 0) recognised += uint256(up);
        _noteFees(before, s);
        uint256 value = _max(_max(before.navPar, before.navOfSums), s.navPar);
        recognisable += value * VAULT.maxGainRateWad() * (s.accruedAt - before.accruedAt) / (1e18 * YEAR) + 10;
    }

    /// @dev Performance is owed on what the price rose over its highest, management on the value for the time; a price is gross before the fee's shares.
    function _noteFees(Stored memory before, Stored memory s) private {
        if (FEE_RECIPIENT == address(0)) return;
        if (_twoSupplies) {
            _twoSupplies = false;
            return;
        }
        uint256 supply = s.supply + 1e6;
        uint256 minted = s.feeShares - before.feeShares;
        uint256 value = uint256(s.accrued) + 1e6;
        uint256 gross = value * 1e27 / (supply - minted);
        IVaultTypes.FeeTerms memory terms = VAULT.fees();
        uint256 due = gross > before.markRay
            ? (gross - before.markRay) * _max(supply, before.supply + 1e6) / 1e27 * terms.performanceBps / 10_000
            : 0;
        uint256 most = _max(uint256(before.accrued), uint256(s.accrued)) + 1e6;
        due += most * terms.managementBps * (s.accruedAt - before.accruedAt) / (10_000 * YEAR);
        // The lower of two prices: what a leaver leaves behind lifts the one after the fee, and a loss that was not booked yet the one before it.
        uint256 worth = Math.min(
            minted * (uint256(before.accrued) + 1e6) / (before.supply + 1e6 + minted), minted * value / supply
        );
        // A millionth of the fee, and what rounding leaves.
        if (worth > due + due / 1e6 + 1e6) feesOverDue = _max(feesOverDue, worth - due);
        if (s.markRay < before.markRay) ++marksFallen;
    }

    /// @dev At the legs of the last sync, which are all that an entry sees: a loss since then is none yet.
    function _navOfSums() private view returns (uint256) {
        (int256 lst, int256 eth,) = VAULT.sums();
        int256 nav = int256(VAULT.idle()) + lst + eth * 1e18 / int256(ORACLE.parWad());
        return nav > 0 ? uint256(nav) : 0;
    }

    function _held() private view returns (int256) {
        uint256 ofStrategies = LST.balanceOf(address(_strategies[0])) + LST.balanceOf(address(_strategies[1]));
        return int256(LST.balanceOf(address(VAULT)) + ofStrategies);
    }

    /* USERS */

    function deposit(uint256 who, uint256 assets) external ofAUser {
        address user = users[who % users.length];
        assets = bound(assets, 1e6, 1e24);
        if (assets > VAULT.maxDeposit(user) || VAULT.previewDeposit(assets) == 0) return;
        LST.mint(user, assets);
        vm.prank(user);
        try VAULT.deposit(assets, user) {}
        catch {
            ++brokenPromises;
        }
    }

    function mint(uint256 who, uint256 shares) external ofAUser {
        address user = users[who % users.length];
        shares = bound(shares, 1e6, 1e24);
        if (shares > VAULT.maxMint(user)) return;
        LST.mint(user, VAULT.previewMint(shares));
        vm.prank(user);
        try VAULT.mint(shares, user) {}
        catch {
            ++brokenPromises;
        }
    }

    function withdraw(uint256 who, uint256 assets) external ofAUser {
        address user = users[who % users.length];
        uint256 most = VAULT.maxWithdraw(user);
        if (most == 0) return;
        assets = bound(assets, 1, most);
        vm.prank(user);
        try VAULT.withdraw(assets, user, user) {}
        catch {
            ++brokenPromises;
        }
    }

    function redeem(uint256 who, uint256 shares, bool all) external ofAUser {
        address user = users[who % users.length];
        uint256 most = VAULT.maxRedeem(user);
        shares = all ? most : bound(shares, 0, most);
        if (VAULT.previewRedeem(shares) == 0) return;
        vm.prank(user);
        try VAULT.redeem(shares, user, user) {}
        catch {
            ++brokenPromises;
        }
    }

    function transferShares(uint256 from, uint256 to, uint256 shares) external ofAUser {
        address sender = users[from % users.length];
        shares = bound(shares, 0, VAULT.balanceOf(sender));
        vm.prank(sender);
        assert(VAULT.transfer(users[to % users.length], shares));
    }

    function sync() external ofAUser {
        VAULT.sync();
    }

    /// @notice In and out in one block, with the market moved in between, either way.
    function roundTrip(uint256 who, uint256 assets, uint256 marketBps) external ofAUser {
        address user = users[who % users.length];
        assets = bound(assets, 1e6, 1e24);
        if (assets > VAULT.maxDeposit(user) || VAULT.previewDeposit(assets) == 0) return;
        LST.mint(user, assets);
        uint256 before = LST.balanceOf(user);
        uint256 marketBefore = ORACLE.marketWad();
        _twoSupplies = true;
        vm.prank(user);
        uint256 shares = VAULT.deposit(assets, user);
        ORACLE.setMarket(ORACLE.parWad() * bound(marketBps, 8_000, 11_000) / 10_000);
        uint256 most = VAULT.maxRedeem(user);
        if (shares > most) shares = most;
        if (VAULT.previewRedeem(shares) != 0) {
            vm.prank(user);
            VAULT.redeem(shares, user, user);
        }
        ORACLE.setMarket(marketBefore);
        uint256 afterwards = LST.balanceOf(user);
        if (afterwards > before) bestRoundTrip = _max(bestRoundTrip, afterwards - before);
    }

    /// @notice Out at his own cost. A slice that cannot be unwound stays with the others, so that he may get next to nothing.
    function exit(uint256 who, uint256 shares, uint256 costBps, uint256 spilt) external ofAUser {
        address user = users[who % users.length];
        shares = bound(shares, 0, VAULT.balanceOf(user));
        StrategyDouble strategy = _strategies[who % 2];
        strategy.setUnwindCost(bound(costBps, 0, 200));
        // Now and then unwinding spills what belongs to those who stay.
        bool spills = spilt % 2 == 0 && strategy.lst() > 0 && !_isolated(who);
        if (spills) {
            uint256 loss = bound(spilt, 0, uint256(strategy.lst()) / 50);
            strategy.setCallBack(address(strategy), abi.encodeCall(StrategyDouble.lose, (loss)));
        }
        uint256 atBid = VAULT.previewRedeem(shares);
        vm.prank(user);
        try VAULT.exit(shares, 0, user) returns (uint256 assets) {
            (_left, _paidOut) = (true, int256(assets));
            if (assets > atBid) ++exitsOverBid;
        } catch {}
        if (spills) strategy.setMode(StrategyDouble.Mode.Honest);
    }

    /* GUARDIAN AND CURATOR */

    function isolate(uint256 which, uint256 haircutBps) external ofTheWorld {
        if (_isolated(which)) return;
        VAULT.sync();
        IVaultTypes.Valuation memory before = VAULT.valuation();
        _strategies[which % 2].setMode(StrategyDouble.Mode.RevertOnExposure);
        vm.prank(GUARDIAN);
        VAULT.isolate(address(_strategies[which % 2]), uint16(bound(haircutBps, 0, 5_000)));
        IVaultTypes.Valuation memory v = VAULT.valuation();
        if (v.navPar != before.navPar || v.bid > before.bid) ++isolationsThatGained;
    }

    function readmit(uint256 which) external ofTheWorld {
        if (!_isolated(which)) return;
        _strategies[which % 2].setMode(StrategyDouble.Mode.Honest);
        VAULT.readmit(address(_strategies[which % 2]));
    }

    function pause(uint256 flags, bool back) external ofTheWorld {
        vm.prank(back ? CURATOR : GUARDIAN);
        if (back) VAULT.unpause(3);
        else VAULT.pause(uint8(bound(flags, 0, 3)));
    }

    function setLossBudgets(uint256 upBps, uint256 downBps, uint256 period) external ofTheWorld {
        (, int256 upBefore,, int256 downBefore) = VAULT.lossBudgets();
        upBps = bound(upBps, 0, 100);
        IVaultTypes.LossBudgetTerms memory up =
            IVaultTypes.LossBudgetTerms(uint16(upBps), uint32(bound(period, 1 days, 30 days)));
        IVaultTypes.LossBudgetTerms memory down =
            IVaultTypes.LossBudgetTerms(uint16(bound(downBps, upBps, 500)), up.period);
        vm.prank(CURATOR);
        VAULT.setLossBudgets(up, down);
        (, int256 upAfter,, int256 downAfter) = VAULT.lossBudgets();
        if (upAfter > upBefore || downAfter > downBefore) ++budgetsFilled;
    }

    function _isolated(uint256 which) private view returns (bool) {
        return VAULT.isolation(address(_strategies[which % 2])).active;
    }

    /* THE WORLD */

    function donate(uint256 amount) external ofTheWorld {
        LST.mint(address(VAULT), bound(amount, 1, 1e24));
    }

    function passTime(uint256 time) external ofTheWorld {
        skip(bound(time, 1, 2 days));
    }

    /// @notice Par moves by up to half a percent, market to anywhere near it, and now and then no quote is fresh.
    function moveOracle(uint256 parBps, uint256 marketBps, uint256 fresh) external ofTheWorld {
        uint256 parWad = ORACLE.parWad() * bound(parBps, 9_950, 10_050) / 10_000;
        if (parWad < 1e18) parWad = 1e18;
        if (parWad > 2e18) parWad = 2e18;
        ORACLE.set(parWad, parWad * bound(marketBps, 9_000, 10_200) / 10_000, fresh % 4 != 0);
    }

    /// @notice A minute of manipulation that somebody commits by syncing.
    function manipulateMarket(uint256 marketBps) external ofTheWorld {
        VAULT.sync();
        (uint256 before,) = VAULT.accrual();
        uint256 marketBefore = ORACLE.marketWad();
        ORACLE.setMarket(ORACLE.parWad() * bound(marketBps, 5_000, 15_000) / 10_000);
        VAULT.sync();
        ORACLE.setMarket(marketBefore);
        VAULT.sync();
        (uint256 afterwards,) = VAULT.accrual();
        if (afterwards != before) ++haircutsStored;
    }

    /// @notice A minute in which the issuer does not answer, that somebody syncs into.
    function losePar(uint256 fallbackWad) external ofTheWorld {
        VAULT.sync();
        (uint256 before,) = VAULT.accrual();
        (uint256 parBefore, uint256 marketBefore, bool freshBefore) = ORACLE.rates();
        ORACLE.set(bound(fallbackWad, 0.9e18, 2e18), marketBefore, false);
        ORACLE.setParFresh(false);
        VAULT.sync();
        ORACLE.setParFresh(true);
        ORACLE.set(parBefore, marketBefore, freshBefore);
        VAULT.sync();
        (uint256 afterwards,) = VAULT.accrual();
        if (afterwards != before) ++outagesStored;
    }

    /// @dev A gain that no position can make by itself between syncs is followed by one, as a keeper's batch is.
    function gain(uint256 which, uint256 amount) external ofTheWorld {
        StrategyDouble strategy = _strategies[which % 2];
        if (strategy.lst() <= 0) return;
        strategy.gain(bound(amount, 0, uint256(strategy.lst()) / 5));
        VAULT.sync();
    }

    function lose(uint256 which, uint256 amount) external ofTheWorld {
        StrategyDouble strategy = _strategies[which % 2];
        if (strategy.lst() <= 0) return;
        strategy.lose(bound(amount, 0, uint256(strategy.lst()) / 10));
    }

    function limitLiquidity(uint256 which, uint256 amount) external ofTheWorld {
        _strategies[which % 2].setWithdrawableLimit(amount % 2 == 0 ? bound(amount, 0, 1e22) : type(uint256).max);
    }

    /* THE KEEPER */

    function deployIdle(uint256 which, uint256 assets, uint256 leverage) external ofTheWorld {
        // Half of the batches leave nothing idle, so that leavers depend on what strategies give back.
        assets = assets % 2 == 0 ? VAULT.idle() : bound(assets, 0, VAULT.idle());
        uint256 bought = assets * bound(leverage, 0, 4);
        bytes memory data = abi.encodeCall(StrategyDouble.leverUp, (bought, bought * ORACLE.parWad() / 1e18));
        _run(IVaultTypes.ActionKind.Deploy, _strategies[which % 2], assets, data);
    }

    function freeAssets(uint256 which, uint256 assets) external ofTheWorld {
        StrategyDouble strategy = _strategies[which % 2];
        _run(IVaultTypes.ActionKind.Free, strategy, bound(assets, 0, strategy.withdrawable()), "");
    }

    function _run(IVaultTypes.ActionKind kind, StrategyDouble strategy, uint256 assets, bytes memory data) private {
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = IVaultTypes.Action(kind, address(strategy), assets, data);
        IVaultTypes.BatchTerms memory terms =
            IVaultTypes.BatchTerms(VAULT.rebalanceNonce(), uint64(block.timestamp), bytes32(0));
        vm.prank(KEEPER);
        // Refused in bad worlds: no live market, a pause, an overdrawn budget. V22 demands that good worlds refuse nothing.
        try VAULT.rebalance(actions, terms) {}
        catch {
            ++refused;
        }
    }

    function _max(uint256 a, uint256 b) private pure returns (uint256) {
        return a > b ? a : b;
    }
}
