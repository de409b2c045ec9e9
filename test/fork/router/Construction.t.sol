// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRouter} from "contracts/interfaces/IRouter.sol";
import {RouterTest} from "test/fork/router/RouterTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

interface IUniswapV3Factory {
    function createPool(address tokenA, address tokenB, uint24 fee) external returns (address pool);
}

/// @notice The one mistake that the constructor can see: a pool that is not of the vault's asset and WETH, in this order.
contract RouterConstructionTest is RouterTest {
    IUniswapV3Factory private constant FACTORY = IUniswapV3Factory(Mainnet.UNISWAP_FACTORY);

    function test_APoolOfTheTwoTokensIsTaken() public {
        assertGt(this.build(address(WETH), address(UNISWAP)).code.length, 0);
    }

    function test_RevertWhen_ThePoolBuysAnotherToken() public {
        address pool = FACTORY.createPool(Mainnet.WSTETH, Mainnet.STETH, 3_000);
        vm.expectRevert(abi.encodeWithSelector(IRouter.TokenNotTaken.selector, Mainnet.STETH));
        this.build(address(WETH), pool);
    }

    function test_RevertWhen_ThePoolSellsAnotherToken() public {
        address pool = FACTORY.createPool(Mainnet.STETH, Mainnet.WETH, 3_000);
        vm.expectRevert(abi.encodeWithSelector(IRouter.TokenNotTaken.selector, Mainnet.STETH));
        this.build(address(WETH), pool);
    }

    function test_RevertWhen_WethIsNotThePools() public {
        vm.expectRevert(abi.encodeWithSelector(IRouter.TokenNotTaken.selector, Mainnet.WETH));
        this.build(Mainnet.STETH, address(UNISWAP));
    }

    /// @dev A call, since a failure of the cheat code itself is not one that the test can expect.
    function build(address weth, address pool) external returns (address made) {
        bytes memory args = abi.encode(vault, weth, pool, Mainnet.WITHDRAWAL_QUEUE, PERMIT2);
        bytes memory code = bytes.concat(vm.getCode("Router.sol:Router"), args);
        assembly ("memory-safe") {
            made := create(0, add(code, 32), mload(code))
            if iszero(made) {
                returndatacopy(0, 0, returndatasize())
                revert(0, returndatasize())
            }
        }
    }
}
