// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {IAaveTestPool} from "test/fork/aave/AaveAdmin.sol";
import {LeveredActors} from "test/invariant/levered/LeveredActors.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";

/// @notice Depositors, an honest keeper, a market mover, a slasher and time on the vault that is levered on the real Aave, in any order.
contract LeveredHandler is LeveredActors {
    /// @notice The most by which a user's action lowered the par price of the others, LST wei of the whole supply.
    uint256 public takenFromOthers;
    /// @notice Times that a promise of `max*` was not kept.
    uint256 public brokenPromises;
    /// @notice Times that a preview differed from its call.
    uint256 public wrongPreviews;
    /// @notice The most that a round trip at one moment gained, LST wei.
    uint256 public bestRoundTrip;
    /// @notice Times that a batch ended with debt taken on under the health floor.
    uint256 public underFloor;
    /// @notice Times that a withdrawal or redemption took collateral and left the loop under the health floor.
    uint256 public leftUnderFloor;
    /// @notice The most that an exit paid over a redemption, LST wei.
    uint256 public exitOverBid;

    constructor(IVaultUnderTest vault, IAaveV3Loop loop, address keeper, uint256 openingLeverage)
        LeveredActors(vault, loop, keeper, openingLeverage)
    {}

    modifier ofAUser() {
        _openOnce();
        uint256 before = parPriceRay();
        _;
        takenFromOthers = _max(takenFromOthers, _lostLst(before));
    }

    modifier ofALeaver() {
        (uint256 before,) = LOOP.position();
        _;
        (uint256 collateral,) = LOOP.position();
        if (collateral < before && LOOP.healthFactorWad() < LOOP.healthFloorWad()) ++leftUnderFloor;
    }

    /* DEPOSITORS */

    function deposit(uint256 who, uint256 assets) external ofAUser {
        address user = users[who % users.length];
        assets = bound(assets, 1e6, 1e21);
        if (assets > VAULT.maxDeposit(user)) return;
        uint256 shares = VAULT.previewDeposit(assets);
        if (shares == 0) return;
        vm.prank(user);
        try VAULT.deposit(assets, user) returns (uint256 got) {
            if (got != shares) ++wrongPreviews;
        } catch {
            ++brokenPromises;
        }
    }

    function mint(uint256 who, uint256 shares) external ofAUser {
        address user = users[who % users.length];
        shares = bound(shares, 1e6, 1e21);
        if (shares > VAULT.maxMint(user)) return;
        uint256 assets = VAULT.previewMint(shares);
        vm.prank(user);
        try VAULT.mint(shares, user) returns (uint256 paid) {
            if (paid != assets) ++wrongPreviews;
        } catch {
            ++brokenPromises;
        }
    }

    function withdraw(uint256 who, uint256 assets, bool all) external ofAUser ofALeaver {
        address user = users[who % users.length];
        uint256 most = VAULT.maxWithdraw(user);
        if (most == 0) return;
        assets = all ? most : bound(assets, 1, most);
        uint256 shares = VAULT.previewWithdraw(assets);
        vm.prank(user);
        try VAULT.withdraw(assets, user, user) returns (uint256 burnt) {
            if (burnt != shares) ++wrongPreviews;
        } catch {
            ++brokenPromises;
        }
    }

    function redeem(uint256 who, uint256 shares, bool all) external ofAUser ofALeaver {
        address user = users[who % users.length];
        uint256 most = VAULT.maxRedeem(user);
        shares = all ? most : bound(shares, 0, most);
        uint256 assets = VAULT.previewRedeem(shares);
        if (assets == 0) return;
        vm.prank(user);
        try VAULT.redeem(shares, user, user) returns (uint256 got) {
            if (got != assets) ++wrongPreviews;
        } catch {
            ++brokenPromises;
        }
    }

    function exit(uint256 who, uint256 shares) external ofAUser {
        address user = users[who % users.length];
        uint256 most = VAULT.balanceOf(user);
        // Large slices the pool does not take, and they stay with the others.
        if (shares % 4 != 0) most = _min(most, VAULT.totalSupply() / 10);
        shares = bound(shares, 0, most);
        uint256 atBid = VAULT.previewRedeem(shares);
        vm.prank(user);
        try VAULT.exit{gas: ENOUGH_GAS}(shares, 0, user) returns (uint256 assets) {
            if (assets > atBid) exitOverBid = _max(exitOverBid, assets - atBid);
        } catch {}
    }

    function transferShares(uint256 from, uint256 to, uint256 shares) external ofAUser {
        address sender = users[from % users.length];
        shares = bound(shares, 0, VAULT.balanceOf(sender));
        vm.prank(sender);
        assert(VAULT.transfer(users[to % users.length], shares));
    }

    /// @notice In and out at one moment, with the pool moved in between.
    function roundTrip(uint256 assets, uint256 poolBps) external ofAUser {
        assets = bound(assets, 1e9, 1e21);
        if (assets > VAULT.maxDeposit(address(this))) return;
        uint256 shares = VAULT.deposit(assets, address(this));
        (uint160 pool,,,,,,) = UNISWAP.slot0();
        _tradePoolTo(bound(poolBps, 9_800, 10_200));
        uint256 most = VAULT.maxRedeem(address(this));
        uint256 got = most == 0 ? 0 : VAULT.redeem(shares < most ? shares : most, address(this), address(this));
        _tradePoolToSqrt(pool);
        if (got > assets) bestRoundTrip = _max(bestRoundTrip, got - assets);
    }

    /* THE KEEPER */

    function leverTo(uint256 leverage) external opened {
        (uint256 target, uint256 owed, uint256 parWad) = _owedAt(bound(leverage, 100, 1_500));
        if (target == 0) return;
        bytes memory data = target > owed
            ? abi.encodeCall(IAaveV3Loop.leverUp, ((target - owed) * parWad / WAD, 0))
            : abi.encodeCall(IAaveV3Loop.leverDown, (_salable((owed - target) * parWad / WAD), type(uint256).max));
        bool ran = _run(IVaultTypes.ActionKind.Manage, 0, data);
        if (ran && target > owed && LOOP.healthFactorWad() < LOOP.healthFloorWad()) ++underFloor;
    }

    function deployIdle(uint256 assets) external opened {
        _run(IVaultTypes.ActionKind.Deploy, bound(assets, 0, VAULT.idle()), "");
    }

    function freeAssets(uint256 assets) external opened {
        _run(IVaultTypes.ActionKind.Free, bound(assets, 0, LOOP.withdrawable()), "");
    }

    /* THE WORLD */

    function passTime(uint256 time) external opened {
        _skip(bound(time, 1, 6 hours));
    }

    function movePool(uint256 poolBps) external opened {
        _tradePoolTo(bound(poolBps, 9_700, 10_050));
    }

    /// @notice Rewards of up to two, slashes of up to twenty bps.
    function rebase(int256 bps) external opened {
        _rebase(bound(bps, -20, 2));
    }

    /// @notice Somebody borrows WETH out of Aave, up to all of it, or brings some in.
    function borrowWeth(uint256 part) external opened {
        uint256 amount = AAVE.getVirtualUnderlyingBalance(address(WETH)) * bound(part, 0, 100) / 100;
        LST.approve(address(AAVE), amount * 2);
        try AAVE.supply(address(LST), amount * 2, address(this), 0) {} catch {}
        try AAVE.setUserEMode(1) {} catch {}
        try IAaveTestPool(address(AAVE)).borrow(address(WETH), amount, 2, 0, address(this)) {} catch {}
    }

    function supplyWeth(uint256 amount) external opened {
        amount = bound(amount, 1e15, 1e22);
        WETH.approve(address(AAVE), amount);
        try AAVE.supply(address(WETH), amount, address(this), 0) {} catch {}
    }

    function sync() external ofAUser {
        VAULT.sync();
    }
}
