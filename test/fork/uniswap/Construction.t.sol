// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {RiskIds} from "contracts/libraries/RiskIds.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

contract ConstructionTest is RangeTest {
    function test_SaysWhatItWasBuiltWith() public view {
        assertEq(range.vault(), address(vault));
        assertEq(range.asset(), address(LST));
        assertEq(range.kind(), "uniswap-v3-range");
        assertEq(range.uniswapPool(), address(UNISWAP));
        assertEq(range.weth(), address(WETH));
        assertEq(abi.encode(range.limits()), abi.encode(_rangeLimits()));
        bytes32[] memory ids = range.riskIds();
        assertEq(ids.length, 2);
        assertEq(ids[0], RiskIds.issuer(address(LST)));
        assertEq(ids[1], RiskIds.pool(address(UNISWAP)));
    }

    function test_FitsIntoAContract() public view {
        assertLt(address(range).code.length, 23_300);
    }

    function test_RevertWhen_AnAddressHasNoCode() public {
        address empty = makeAddr("empty");
        address[3] memory good = [address(vault), address(UNISWAP), address(WETH)];
        string[3] memory names = ["vault", "uniswapPool", "weth"];
        for (uint256 i; i < good.length; ++i) {
            address[3] memory given = [good[0], good[1], good[2]];
            given[i] = empty;
            vm.expectRevert(abi.encodeWithSelector(IStrategy.NotAContract.selector, names[i], empty));
            _construct(given, _rangeLimits());
        }
    }

    function test_RevertWhen_ThePoolHoldsOtherTokens() public {
        vm.mockCall(address(UNISWAP), abi.encodeCall(IUniswapV3Pool.token0, ()), abi.encode(Mainnet.STETH));
        vm.expectRevert(
            abi.encodeWithSelector(IStrategy.ConfigMismatch.selector, "uniswapPool.token0", Mainnet.STETH, address(LST))
        );
        _constructWith(_rangeLimits());
    }

    function test_RevertWhen_ALimitIsOutOfRange() public {
        _refuses("maxSlippageBps", 0, 1, 200);
        _refuses("maxSlippageBps", 201, 1, 200);
        _refuses("maxDeviationBps", 0, 1, 200);
        _refuses("maxDeviationBps", 201, 1, 200);
        _refuses("twapWindow", 5 minutes - 1, 5 minutes, 1 days);
        _refuses("twapWindow", 1 days + 1, 5 minutes, 1 days);
        _constructWith(IUniswapV3Range.Limits(200, 200, 1 days));
        _constructWith(IUniswapV3Range.Limits(1, 1, 5 minutes));
    }

    function _refuses(string memory what, uint32 value, uint256 min, uint256 max) private {
        IUniswapV3Range.Limits memory limits = _rangeLimits();
        bytes32 name = keccak256(bytes(what));
        if (name == keccak256("maxSlippageBps")) limits.maxSlippageBps = uint16(value);
        else if (name == keccak256("maxDeviationBps")) limits.maxDeviationBps = uint16(value);
        else limits.twapWindow = value;
        vm.expectRevert(abi.encodeWithSelector(IStrategy.LimitOutOfRange.selector, what, value, min, max));
        _constructWith(limits);
    }

    function _constructWith(IUniswapV3Range.Limits memory limits) private {
        _construct([address(vault), address(UNISWAP), address(WETH)], limits);
    }

    function _construct(address[3] memory parts, IUniswapV3Range.Limits memory limits) private {
        bytes memory code = bytes.concat(
            vm.getCode("UniswapV3Range.sol:UniswapV3Range"), abi.encode(parts[0], parts[1], parts[2], limits)
        );
        address made;
        assembly ("memory-safe") {
            made := create(0, add(code, 32), mload(code))
            if iszero(made) {
                let size := returndatasize()
                let pointer := mload(64)
                returndatacopy(pointer, 0, size)
                revert(pointer, size)
            }
        }
    }
}
