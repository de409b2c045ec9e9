// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {Test} from "forge-std/Test.sol";
import {Allowance} from "test/invariant/thief/Allowance.sol";
import {FlashKeeper} from "test/support/FlashKeeper.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {OracleDouble} from "test/support/OracleDouble.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {TestLst} from "test/support/TestLst.sol";

/// @notice A thief who holds the keeper key and whose accomplices are the listed strategies: they lose what he orders, bounded by nothing of their
/// own. What each action loses and whether it raises risk is reckoned here, from what was ordered, and not asked of the vault.
contract ThiefHandler is Test {
    using Allowance for Allowance.Window;

    struct Plan {
        int256[2] lst;
        int256[2] eth;
        int256 idle;
        uint256 lossLst;
        bool raises;
        bool grows;
        bool[2] grown;
    }

    uint256 private constant WAD = 1e18;
    uint256 private constant VIRTUAL = 1e6;
    int256 private constant DUST = 1e9;
    /// @notice The most that a position that was opened badly lets be drained afterwards, bps of the net asset value.
    uint256 public constant HOLE_BPS = 10;

    IVaultUnderTest private immutable VAULT;
    TestLst private immutable LST;
    OracleDouble private immutable ORACLE;
    FlashKeeper private immutable THIEF;
    address private immutable GUARDIAN;
    address private immutable CURATOR;
    StrategyDouble private immutable UNLISTED;
    StrategyDouble[2] private _strategies;
    address private immutable LOOT = makeAddr("loot");

    Allowance.Window private _up;
    Allowance.Window private _down;
    /// @notice What others' share price would be had nobody robbed them, ray: moved by the world alone.
    uint256 public honestPriceRay;
    /// @notice The largest hole that was drained, WAD of the net asset value.
    uint256 public largestHole;
    uint256 private _holeIn;
    uint256 private _holeLst;
    uint256 private immutable OPENED_AT;
    uint256 private immutable CAPACITY_WAD;
    uint256 private immutable REFILL_WAD_PER_DAY;

    /// @notice Times that a batch ran which no keeper may run: replayed, late, or on what is not listed.
    uint256 public forbiddenRuns;
    /// @notice Times that a batch which raised risk left a cap passed.
    uint256 public capsPassed;
    /// @notice How often each trick has worked.
    mapping(bytes32 => uint256) public calls;

    constructor(
        IVaultUnderTest vault,
        TestLst lst,
        OracleDouble oracle,
        StrategyDouble[2] memory strategies,
        StrategyDouble unlisted,
        FlashKeeper thief,
        address[2] memory guardianCurator
    ) {
        (GUARDIAN, CURATOR) = (guardianCurator[0], guardianCurator[1]);
        (VAULT, LST, ORACLE, _strategies, UNLISTED, THIEF) = (vault, lst, oracle, strategies, unlisted, thief);
        (IVaultTypes.LossBudgetTerms memory up,, IVaultTypes.LossBudgetTerms memory down,) = vault.lossBudgets();
        (uint256 upWad, uint256 downWad) = (uint256(up.capacityBps) * 1e14, uint256(down.capacityBps) * 1e14);
        _up.open(upWad, up.period);
        _down.open(downWad, down.period);
        CAPACITY_WAD = upWad + downWad;
        REFILL_WAD_PER_DAY = upWad * 1 days / up.period + downWad * 1 days / down.period;
        OPENED_AT = block.timestamp;
        honestPriceRay = parPriceRay();
        vm.prank(address(thief));
        lst.approve(address(vault), type(uint256).max);
    }

    /* READING */

    function parPriceRay() public view returns (uint256) {
        return (VAULT.valuation().navPar + VIRTUAL) * 1e27 / (VAULT.totalSupply() + VIRTUAL);
    }

    /// @notice How deep the thief ever stood in what a batch that raises risk, or a drain, may take; negative is too deep.
    function deepestUpWad() external view returns (int256) {
        return _up.lowestWad;
    }

    function deepestDownWad() external view returns (int256) {
        return _down.lowestWad;
    }

    /// @notice What the thief may have taken in all until now: both capacities, what refilled, and one hole.
    function allowedInAllWad() external view returns (uint256) {
        return CAPACITY_WAD + REFILL_WAD_PER_DAY * (block.timestamp - OPENED_AT) / 1 days + largestHole;
    }

    /// @dev The world moves prices for everybody; what it gives or takes is no theft.
    modifier ofTheWorld() {
        uint256 before = parPriceRay();
        _;
        honestPriceRay = honestPriceRay * parPriceRay() / before;
    }

    /* THE THIEF'S BATCHES */

    /// @notice One to three actions of any kind and size on the accomplices, in one batch.
    function rob(uint256 count, uint256[3] calldata kinds, uint256[3] calldata sizes, uint256 flash) external {
        Plan memory plan = _planNow();
        uint256 navBefore = VAULT.valuation().navPar;
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](bound(count, 1, 3));
        for (uint256 i; i < actions.length; ++i) {
            actions[i] = _order(plan, kinds[i], sizes[i]);
        }
        uint256 entered = flash % 4 == 0 ? bound(flash, 1e18, 1e22) : 0;
        if (!_send(actions, _terms(), entered)) return;
        ++calls["rob"];
        uint256 lossWad = plan.lossLst * WAD / (navBefore + entered);
        if (plan.raises) _up.take(lossWad);
        else _down.take(lossWad);
        if (plan.grows) _checkCaps(plan, entered);
    }

    /// @notice Losses hidden behind a gain of the same batch.
    function robBehindAGain(uint256 which, uint256 size) external {
        Plan memory plan = _planNow();
        uint256 navBefore = VAULT.valuation().navPar;
        StrategyDouble strategy = _strategies[which % 2];
        uint256 loss = _share(plan.lst[which % 2], bound(size, 0, 100));
        if (loss == 0) return;
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](2);
        actions[0] = _manage(strategy, abi.encodeCall(StrategyDouble.leak, (LOOT, loss)));
        actions[1] = _manage(_strategies[1 - which % 2], abi.encodeCall(StrategyDouble.gain, (loss)));
        _apply(plan, which % 2, -int256(loss), 0, 0);
        _apply(plan, 1 - which % 2, int256(loss), 0, 0);
        if (!_send(actions, _terms(), 0)) return;
        ++calls["masked"];
        uint256 lossWad = plan.lossLst * WAD / navBefore;
        if (plan.raises) _up.take(lossWad);
        else _down.take(lossWad);
    }

    /// @notice An action on one strategy in which its accomplice loses; no action shows it, the whole does.
    function robAcross(uint256 which, uint256 size) external {
        (StrategyDouble named, StrategyDouble robbed) = (_strategies[which % 2], _strategies[1 - which % 2]);
        uint256 loss = _share(robbed.lst(), bound(size, 0, 150));
        if (loss == 0) return;
        uint256 navBefore = VAULT.valuation().navPar;
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = _manage(named, "");
        named.setCallBack(address(robbed), abi.encodeCall(StrategyDouble.leak, (LOOT, loss)));
        bool ran = _send(actions, _terms(), 0);
        named.setMode(StrategyDouble.Mode.Honest);
        if (!ran) return;
        ++calls["across"];
        // What was named has not changed, hence no risk was raised that the vault could see.
        _down.take(loss * WAD / navBefore);
    }

    /// @notice Opens a position at a price that lets an accomplice drain it afterwards. It costs at least a little when it is opened.
    function openBadly(uint256 which, uint256 size) external {
        if (_holeLst != 0) return;
        Plan memory plan = _planNow();
        uint256 nav = VAULT.valuation().navPar;
        uint256 bought = nav / 10;
        uint256 hole = nav * bound(size, 1, HOLE_BPS) / 10_000;
        if (plan.lst[which % 2] < int256(hole)) return;
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        uint256 debt = bought * ORACLE.parWad() / WAD + 2;
        actions[0] = _manage(_strategies[which % 2], abi.encodeCall(StrategyDouble.leverUp, (bought, debt)));
        if (!_send(actions, _terms(), 0)) return;
        ++calls["opened"];
        (_holeIn, _holeLst) = (which % 2, hole);
    }

    /// @notice Drains what was opened badly; either a batch or anybody's sync is next.
    /// @dev A gain between the same two measurements could hide the drain, which docs/RISKS.md grants to the thief; hence the sync before it.
    function drain(bool bySync) external {
        if (_holeLst == 0) return;
        VAULT.sync();
        uint256 nav = VAULT.valuation().navPar;
        uint256 there = uint256(_positive(_strategies[_holeIn].lst()));
        if (_holeLst > there) _holeLst = there;
        _strategies[_holeIn].leak(LOOT, _holeLst);
        uint256 lossWad = _holeLst * WAD / nav;
        if (lossWad > largestHole) largestHole = lossWad;
        _holeLst = 0;
        _up.take(lossWad);
        ++calls["drained"];
        if (bySync) {
            VAULT.sync();
            return;
        }
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = _manage(_strategies[0], abi.encodeCall(StrategyDouble.gain, (0)));
        assert(_send(actions, _terms(), 0));
    }

    /// @notice Fills a strategy up to about its cap, at no loss, which no budget stops; together they share another cap.
    function fill(uint256 which, uint256 assets) external {
        Plan memory plan = _planNow();
        which %= 2;
        StrategyDouble strategy = _strategies[which];
        int256 value = plan.lst[which] + plan.eth[which] * int256(WAD) / int256(ORACLE.parWad());
        int256 room = int256(uint256(VAULT.strategyConfig(address(strategy)).capAssets)) - value;
        assets = bound(assets, 0, uint256(_positive(room)) * 11 / 10);
        if (assets > uint256(plan.idle)) return;
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = IVaultTypes.Action(IVaultTypes.ActionKind.Deploy, address(strategy), assets, "");
        _apply(plan, which, int256(assets), 0, -int256(assets));
        if (!_send(actions, _terms(), 0)) return;
        ++calls["filled"];
        if (plan.grows) _checkCaps(plan, 0);
    }

    /// @notice A batch that no keeper may run: again, late, on a stranger, with a revoked key, or more risk while that is paused.
    function runForbidden(uint256 kind, uint256 nonceOff) external {
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        IVaultTypes.BatchTerms memory terms = _terms();
        actions[0] = _manage(_strategies[0], abi.encodeCall(StrategyDouble.gain, (0)));
        kind %= 5;
        if (kind == 0) terms.nonce = terms.nonce - uint64(bound(nonceOff, 1, terms.nonce));
        if (kind == 1) terms.deadline = uint64(block.timestamp - 1);
        if (kind == 2) {
            // Without assets nothing is lost, so that no budget refuses it either.
            uint256 assets = nonceOff % 2 == 0 ? 0 : VAULT.idle() / 2;
            actions[0] = IVaultTypes.Action(IVaultTypes.ActionKind.Deploy, address(UNLISTED), assets, "");
        }
        if (kind == 3) {
            vm.prank(GUARDIAN);
            VAULT.revokeKeeper(address(THIEF));
        }
        if (kind == 4) {
            vm.prank(GUARDIAN);
            VAULT.pause(2);
            actions[0] = _manage(_strategies[0], abi.encodeCall(StrategyDouble.leverUp, (1e15, 1e15)));
        }
        if (_send(actions, terms, 0)) ++forbiddenRuns;
        if (kind < 3) return;
        vm.startPrank(CURATOR);
        if (kind == 3) VAULT.reinstateKeeper(address(THIEF));
        else VAULT.unpause(2);
        vm.stopPrank();
    }

    /* THE THIEF AS A DEPOSITOR */

    function enter(uint256 assets) external {
        assets = bound(assets, 1e15, 1e22);
        LST.mint(address(THIEF), assets);
        vm.prank(address(THIEF));
        try VAULT.deposit(assets, address(THIEF)) {} catch {}
    }

    function leave(uint256 part) external {
        uint256 most = VAULT.maxRedeem(address(THIEF));
        uint256 shares = bound(part, 0, most);
        if (VAULT.previewRedeem(shares) == 0) return;
        vm.prank(address(THIEF));
        VAULT.redeem(shares, address(THIEF), address(THIEF));
    }

    function leaveByExit(uint256 part, uint256 costBps) external {
        uint256 shares = bound(part, 0, VAULT.balanceOf(address(THIEF)));
        _strategies[0].setUnwindCost(bound(costBps, 0, 300));
        vm.prank(address(THIEF));
        try VAULT.exit(shares, 0, address(THIEF)) {} catch {}
    }

    /* THE WORLD */

    function passTime(uint256 time) external ofTheWorld {
        skip(bound(time, 1, 4 hours));
    }

    function gain(uint256 which, uint256 bps) external ofTheWorld {
        StrategyDouble strategy = _strategies[which % 2];
        if (strategy.lst() > 0) strategy.gain(uint256(strategy.lst()) * bound(bps, 0, 20) / 10_000);
    }

    function sync() external {
        VAULT.sync();
    }

    /* INTERNAL: ORDERS */

    function _planNow() private view returns (Plan memory plan) {
        for (uint256 i; i < 2; ++i) {
            (plan.lst[i], plan.eth[i]) = (_strategies[i].lst(), _strategies[i].eth());
        }
        plan.idle = int256(VAULT.idle());
    }

    /// @dev Sizes are in hundredths of a percent of the leg, now and then absurd.
    function _order(Plan memory plan, uint256 kind, uint256 size) private view returns (IVaultTypes.Action memory) {
        uint256 which = kind >> 8 & 1;
        StrategyDouble strategy = _strategies[which];
        uint256 bps = size % 16 == 0 ? bound(size, 0, 10_000) : bound(size, 1, 120);
        uint256 part = _share(plan.lst[which], bps);
        uint256 inEth = part * ORACLE.parWad() / WAD;
        kind %= 7;
        if (kind == 0) {
            _apply(plan, which, -int256(part), 0, 0);
            return _manage(strategy, abi.encodeCall(StrategyDouble.leak, (LOOT, part)));
        }
        if (kind == 1) {
            // Owes up to a hundredth more than it buys.
            uint256 debt = 10 * inEth + inEth * (size >> 8 & 0xff) / 255;
            _apply(plan, which, int256(10 * part), -int256(debt), 0);
            return _manage(strategy, abi.encodeCall(StrategyDouble.leverUp, (10 * part, debt)));
        }
        if (kind == 2) {
            uint256 debt = plan.eth[which] < 0 ? uint256(-plan.eth[which]) : 0;
            uint256 repaid = debt < 10 * inEth ? debt : 10 * inEth;
            uint256 sold = repaid * WAD / ORACLE.parWad() * (10_000 + (size >> 8 & 0xff)) / 10_000;
            if (int256(sold) > plan.lst[which]) (sold, repaid) = (0, 0);
            _apply(plan, which, -int256(sold), int256(repaid), 0);
            return _manage(strategy, abi.encodeCall(StrategyDouble.leverDown, (sold, repaid)));
        }
        if (kind == 3) {
            uint256 assets = uint256(plan.idle) * (size >> 16 & 0xff) / 255;
            uint256 lost = assets * bps / 10_000;
            _apply(plan, which, int256(assets - lost), 0, -int256(assets));
            return IVaultTypes.Action(
                IVaultTypes.ActionKind.Deploy, address(strategy), assets, abi.encodeCall(StrategyDouble.lose, (lost))
            );
        }
        if (kind == 4) {
            uint256 assets = 10 * part > uint256(_positive(plan.lst[which])) ? 0 : 10 * part;
            _apply(plan, which, -int256(assets), 0, int256(assets));
            return IVaultTypes.Action(IVaultTypes.ActionKind.Free, address(strategy), assets, "");
        }
        if (kind == 6) {
            // A claim on ETH, for LST that is worth a little more.
            if (plan.eth[which] < 0) inEth = 0;
            uint256 sold = inEth == 0 ? 0 : part;
            inEth = inEth * (10_000 - (size >> 8 & 0xff)) / 10_000;
            _apply(plan, which, -int256(sold), int256(inEth), 0);
            return _manage(strategy, abi.encodeCall(StrategyDouble.leverDown, (sold, inEth)));
        }
        // Debt without anything bought for it.
        _apply(plan, which, 0, -int256(inEth), 0);
        return _manage(strategy, abi.encodeCall(StrategyDouble.leverUp, (0, inEth)));
    }

    /// @dev Notes what an action does to the legs: what it loses at par, and whether more is at stake or more is owed for each LST.
    function _apply(Plan memory plan, uint256 which, int256 lst, int256 eth, int256 idle) private view {
        (int256 lstBefore, int256 debtBefore) = (plan.lst[which], -plan.eth[which]);
        plan.lst[which] += lst;
        plan.eth[which] += eth;
        plan.idle += idle;
        int256 loss = -(lst + idle + eth * int256(WAD) / int256(ORACLE.parWad()));
        if (loss > 0) plan.lossLst += uint256(loss);
        (int256 lstAfter, int256 debtAfter) = (plan.lst[which], -plan.eth[which]);
        bool grows = lstAfter > lstBefore + DUST || _size(debtAfter) > _size(debtBefore) + DUST;
        // Collateral under a debt of half of what is owned and more raises nothing.
        bool heavy = debtBefore > 0 && 2 * debtBefore >= lstBefore && debtAfter >= 0 && debtAfter <= debtBefore + DUST
            && lstAfter <= lstBefore + debtBefore;
        bool raises = grows && !heavy;
        // Thin margins around dust are nobody's theft: a thousandth of a percent more owed for each LST is a rise here.
        if (debtAfter > 0 && lstAfter * _positive(debtBefore) * 100_001 < debtAfter * lstBefore * 100_000) {
            raises = true;
        }
        if (raises) plan.raises = true;
        if (grows) (plan.grows, plan.grown[which]) = (true, true);
    }

    function _share(int256 leg, uint256 bps) private pure returns (uint256) {
        return uint256(_positive(leg)) * bps / 10_000;
    }

    function _size(int256 value) private pure returns (int256) {
        return value < 0 ? -value : value;
    }

    function _positive(int256 value) private pure returns (int256) {
        return value > 0 ? value : int256(0);
    }

    function _manage(StrategyDouble strategy, bytes memory data) private pure returns (IVaultTypes.Action memory) {
        return IVaultTypes.Action(IVaultTypes.ActionKind.Manage, address(strategy), 0, data);
    }

    function _terms() private view returns (IVaultTypes.BatchTerms memory) {
        return IVaultTypes.BatchTerms(VAULT.rebalanceNonce(), uint64(block.timestamp), bytes32(0));
    }

    /// @dev With `entered` the thief lends the vault that much for the length of the batch, in one transaction.
    function _send(IVaultTypes.Action[] memory actions, IVaultTypes.BatchTerms memory terms, uint256 entered)
        private
        returns (bool)
    {
        if (entered != 0) {
            LST.mint(address(THIEF), entered);
            try THIEF.enterAndRun(entered, actions, terms) {
                return true;
            } catch {
                return false;
            }
        }
        vm.prank(address(THIEF));
        try VAULT.rebalance(actions, terms) {
            return true;
        } catch {
            return false;
        }
    }

    /// @dev Caps of a strategy and of the risk that both share; what came in with the batch is not counted as value there.
    function _checkCaps(Plan memory plan, uint256 entered) private {
        uint256 nav = VAULT.valuation().navPar;
        uint256 exposed;
        for (uint256 i; i < 2; ++i) {
            int256 value = plan.lst[i] + plan.eth[i] * int256(WAD) / int256(ORACLE.parWad());
            if (value < 0) value = 0;
            exposed += uint256(value);
            uint256 cap = VAULT.strategyConfig(address(_strategies[i])).capAssets;
            if (plan.grown[i] && uint256(value) > cap + 10) ++capsPassed;
        }
        IVaultTypes.RiskCap memory shared = VAULT.riskCaps()[0];
        if (exposed > shared.capAssets + 10) ++capsPassed;
        if (exposed > (nav - (entered < nav ? entered : nav)) * shared.capBps / 10_000 + 10) ++capsPassed;
    }
}
