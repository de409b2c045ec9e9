// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {LeveredActors} from "test/invariant/levered/LeveredActors.sol";
import {Allowance} from "test/invariant/thief/Allowance.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";

/// @notice A thief with the keeper key, unlimited capital and the real protocols: he trades, runs a batch, and trades back, all in one go.
/// @dev He asks for no minimum and allows any maximum. What a batch may lose at par is the strategy's slippage on what it trades, and that is checked too.
contract LeveredThief is LeveredActors {
    using Allowance for Allowance.Window;

    struct Before {
        uint256 price;
        uint256 collateral;
        uint256 debt;
    }

    uint256 private immutable OPENED_AT;
    uint256 private immutable CAPACITY_WAD;
    uint256 private immutable REFILL_WAD_PER_DAY;

    Allowance.Window private _up;
    Allowance.Window private _down;
    /// @notice The most by which a batch lost more than the strategy's slippage on what it traded, LST wei.
    uint256 public overSlippage;
    /// @notice Times that a batch which raised risk ended under the health floor.
    uint256 public underFloor;
    /// @notice The most by which the thief's other acts lowered the others' price, LST wei of the whole vault.
    uint256 public takenOtherwise;

    constructor(IVaultUnderTest vault, IAaveV3Loop loop, address keeper, uint256 openingLeverage)
        LeveredActors(vault, loop, keeper, openingLeverage)
    {
        (IVaultTypes.LossBudgetTerms memory up,, IVaultTypes.LossBudgetTerms memory down,) = vault.lossBudgets();
        (uint256 upWad, uint256 downWad) = (uint256(up.capacityBps) * 1e14, uint256(down.capacityBps) * 1e14);
        _up.open(upWad, up.period);
        _down.open(downWad, down.period);
        (CAPACITY_WAD, OPENED_AT) = (upWad + downWad, block.timestamp);
        REFILL_WAD_PER_DAY = upWad * 1 days / up.period + downWad * 1 days / down.period;
    }

    function allowedInAllWad() external view returns (uint256) {
        return CAPACITY_WAD + REFILL_WAD_PER_DAY * (block.timestamp - OPENED_AT) / 1 days;
    }

    function deepestUpWad() external view returns (int256) {
        return _up.lowestWad;
    }

    function deepestDownWad() external view returns (int256) {
        return _down.lowestWad;
    }

    /* BATCHES */

    /// @notice One batch of any kind and size between two trades of the thief's.
    function sandwich(uint256 kind, uint256 size, uint256 poolBps, bool dry, bool back)
        external
        opened
        whereTheIssuerIs(dry)
    {
        (uint160 pool,,,,,,) = UNISWAP.slot0();
        _tradePoolTo(bound(poolBps, 9_900, 10_100));
        _order(kind % 4, size);
        if (back) _tradePoolToSqrt(pool);
    }

    /// @notice Levers up and down again, as often as he is let: at a loss on the way down or, where the issuer mints no more, on the way up.
    function churn(uint256 times, uint256 size, bool dry) external opened whereTheIssuerIs(dry) {
        times = bound(times, 1, 2);
        (uint160 pool,,,,,,) = UNISWAP.slot0();
        for (uint256 i; i < times; ++i) {
            _tradePoolTo(dry ? 10_001 : 9_999);
            _order(4, size);
            _tradePoolTo(dry ? 10_001 : 9_985);
            _order(1, size);
        }
        _tradePoolToSqrt(pool);
    }

    /// @dev Up to a leverage, down by what the pool takes, all idle or all that is free in part, and up by what the pool takes.
    function _order(uint256 kind, uint256 size) private {
        (, uint256 debt) = LOOP.position();
        if (kind == 0) {
            (uint256 target, uint256 owed, uint256 parWad) = _owedAt(bound(size, 100, 1_500));
            if (target > owed) _leverUp((target - owed) * parWad / WAD);
        } else if (kind == 1) {
            uint256 eth = size % 16 == 0 ? debt : _salable(debt) * bound(size, 1, 100) / 100;
            _watched(IVaultTypes.ActionKind.Manage, 0, abi.encodeCall(IAaveV3Loop.leverDown, (eth, type(uint256).max)));
        } else if (kind == 2) {
            _watched(IVaultTypes.ActionKind.Deploy, VAULT.idle() * bound(size, 0, 100) / 100, "");
        } else if (kind == 3) {
            _watched(IVaultTypes.ActionKind.Free, LOOP.withdrawable() * bound(size, 0, 100) / 100, "");
        } else {
            _leverUp(_salable(debt) * bound(size, 1, 100) / 100);
        }
    }

    function _leverUp(uint256 eth) private {
        _watched(IVaultTypes.ActionKind.Manage, 0, abi.encodeCall(IAaveV3Loop.leverUp, (eth, 0)));
    }

    /// @dev Notes what the batch cost the others, in which direction, and how that compares with what was traded.
    function _watched(IVaultTypes.ActionKind kind, uint256 assets, bytes memory data) private {
        (, uint256 marketWad,) = VAULT.oracle().rates();
        Before memory b;
        b.price = parPriceRay();
        (b.collateral, b.debt) = LOOP.position();
        if (!_run(kind, assets, data)) return;
        (uint256 collateral, uint256 debt) = LOOP.position();
        uint256 lost = _lostLst(b.price);
        bool raised = debt > b.debt + 1e9 || collateral > b.collateral + 1e9;
        if (!raised && debt != 0) raised = debt * b.collateral > b.debt * collateral + 1e9 * b.collateral;
        ++calls[raised ? bytes32("up") : bytes32("down")];
        uint256 lossWad = _lostWad(b.price);
        if (raised) _up.take(lossWad);
        else _down.take(lossWad);
        if (raised && debt > b.debt && LOOP.healthFactorWad() < LOOP.healthFloorWad()) ++underFloor;
        uint256 traded = debt > b.debt ? debt - b.debt : b.debt - debt;
        // Slippage is measured on market; what market lies under par is no slippage, and is a loss of who sells.
        (uint256 parWad,) = VAULT.oracle().par();
        uint256 most = traded * WAD / marketWad * (BPS + LOOP.limits().maxSlippageBps + 1) / BPS;
        uint256 atPar = traded * WAD / parWad;
        most = (most > atPar ? most - atPar : 0) + ROUNDING;
        if (lost > most) overSlippage = _max(overSlippage, lost - most);
    }

    /* THE THIEF AS A DEPOSITOR */

    function enter(uint256 assets) external opened {
        uint256 before = parPriceRay();
        try VAULT.deposit(bound(assets, 1e9, 2e20), address(this)) {} catch {}
        takenOtherwise = _max(takenOtherwise, _lostLst(before));
    }

    function leave(uint256 part) external opened {
        uint256 before = parPriceRay();
        try VAULT.redeem(bound(part, 0, VAULT.maxRedeem(address(this))), address(this), address(this)) {} catch {}
        takenOtherwise = _max(takenOtherwise, _lostLst(before));
    }

    /// @notice Leaves by `exit`, with the pool moved against those who stay or for them.
    function leaveByExit(uint256 part, uint256 poolBps) external opened {
        uint256 before = parPriceRay();
        (uint160 pool,,,,,,) = UNISWAP.slot0();
        _tradePoolTo(bound(poolBps, 9_500, 10_500));
        uint256 most = VAULT.balanceOf(address(this));
        if (part % 4 != 0) most = _min(most, VAULT.totalSupply() / 10);
        try VAULT.exit{gas: ENOUGH_GAS}(bound(part, 0, most), 0, address(this)) {} catch {}
        _tradePoolToSqrt(pool);
        takenOtherwise = _max(takenOtherwise, _lostLst(before));
    }

    /* THE WORLD */

    /// @notice Interest accrues, and the time-weighted price follows the pool.
    function passTime(uint256 time) external ofTheWorld {
        _skip(bound(time, 1, 2 hours));
    }

    function movePool(uint256 poolBps) external opened {
        _tradePoolTo(bound(poolBps, 9_900, 10_050));
    }
}
